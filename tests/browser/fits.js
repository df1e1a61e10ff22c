// Text in Chromium beside what was measured: node fits.js FOLDER CHROMIUM NAME... The pictures FOLDER/NAME.svg are
// opened, and the boxes that the browser draws text in are compared with those of cards, of the picture, and of each
// other. Widths come from other programs than the browser's, so this is the proof that they agree.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');

const [, , folder, executablePath, ...names] = process.argv;

// In the page: what does not fit, in words.
function misfits() {
	const box = one => ({ one, ...(({ x, y, width, height }) => ({ x, y, right: x + width, end: y + height }))(one.getBBox()) });
	const all = selector => [...document.querySelectorAll(selector)].map(box);
	const cards = all('rect.card, rect.stage, rect.channel, rect.pain, rect.evidence, rect.act, rect.opportunity, rect.in-house, rect.by-partner, rect.tag');
	const texts = all('text'), view = document.querySelector('svg').viewBox.baseVal, said = [];
	const name = text => text.one.textContent.slice(0, 40);
	const within = (card, text) => {
		const x = (text.x + text.right) / 2, y = (text.y + text.end) / 2;
		return card.x < x && x < card.right && card.y < y && y < card.end;
	};

	texts.forEach((text, i) => {
		if (text.x < 0 || text.right > view.width + 0.5) said.push(`${name(text)}: out of the picture`);
		for (const card of cards)
			if (within(card, text) && (text.x < card.x - 0.5 || text.right > card.right + 0.5))
				said.push(`${name(text)}: out of its ${card.one.getAttribute('class')}`);
		for (const other of texts.slice(i + 1))
			if (Math.min(text.right, other.right) - Math.max(text.x, other.x) > 1 &&
				Math.min(text.end, other.end) - Math.max(text.y, other.y) > 5)
				said.push(`${name(text)}: over ${name(other)}`);
	});
	return { count: texts.length, said };
}

async function main() {
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const page = await browser.newPage();
	let texts = 0, wrong = 0;

	for (const one of names) {
		const svg = fs.readFileSync(path.join(folder, `${one}.svg`), 'utf8').replace(/<\?xml.*?\?>/, '');

		await page.setContent(`<!doctype html><meta charset="utf-8"><body>${svg}`);
		const { count, said } = await page.evaluate(misfits);

		texts += count;
		wrong += said.length;
		said.forEach(words => console.log(`FAIL fits ${one}: ${words}`));
	}
	await browser.close();
	if (texts === 0 || wrong > 0) process.exit(1);
	console.log(`ok   browser: ${texts} texts of ${names.length} pictures stand where they were measured`);
}

main();
