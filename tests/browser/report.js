// The report in a browser: node report.js FOLDER CHROMIUM [WORD], those with the
// word in their name. FOLDER has the pages that run.sh makes. Each test has a
// page of its own; what the page asks for over the network, writes to the console or throws fails it.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');
const { AxeBuilder } = require('@axe-core/playwright');

const [, , folder, executablePath, word = ''] = process.argv;
const REPORTS = ['fault', 'design', 'several', 'hostile', 'many', 'letters', 'money', 'brand', 'contrast'];
const PAGES = [...REPORTS, 'pictures'];
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const SIZE_MOST = 690 * 1000;

const tests = [];
const test = (name, pages, how, body) => pages.forEach(page => tests.push({ name, page, how, body }));

// ---- what holds for every page ----

for (const [name, how] of [['light', DESKTOP], ['dark', { ...DESKTOP, colorScheme: 'dark' }], ['phone', PHONE]])
	test(`accessible, ${name}`, PAGES.filter(page => page !== 'many'), how, async page => {
		await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true; }));
		const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();

		assert.deepEqual(violations.map(one => `${one.id}: ${one.nodes[0].html}`), []);
	});

for (const [name, how] of [['desktop', DESKTOP], ['phone', PHONE]])
	test(`fits the window, ${name}`, PAGES, how, async page => {
		const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);

		assert.ok(wide <= room, `${wide} wide in ${room}`);
	});

test('reads without a script', PAGES, { ...DESKTOP, javaScriptEnabled: false }, async page => {
	assert.ok(await page.locator('h2').count() > 0);
	assert.equal(await page.locator('[data-do]:visible, [data-filter]:visible').count(), 0);
	for (const shown of ['.scene svg', '.as-table > summary'])
		for (const one of await page.locator(shown).all())
			assert.ok(await one.isVisible());
});

test('its policy lets nothing else in', PAGES, DESKTOP, async (page, errors) => {
	const ran = await page.evaluate(async () => {
		const script = document.createElement('script');
		const style = document.createElement('style');
		const image = new Image();
		const blocked = [];

		addEventListener('securitypolicyviolation', event => blocked.push(event.effectiveDirective));
		script.textContent = 'window.hit = 1';
		style.textContent = 'h1 { opacity: 0.5 }';
		document.body.append(script, style, image);
		image.src = 'http://127.0.0.1:9/x.png';
		await new Promise(done => setTimeout(done, 200));
		return { hit: window.hit, opacity: getComputedStyle(document.querySelector('h1')).opacity,
			blocked: blocked.sort() };
	});

	assert.deepEqual(ran, { hit: undefined, opacity: '1',
		blocked: ['img-src', 'script-src-elem', 'style-src-elem'] });
	errors.length = 0; // what was tried is told on the console
});

test('ids are unique, links lead somewhere', PAGES, DESKTOP, async page => {
	const wrong = await page.evaluate(() => {
		const ids = Array.from(document.querySelectorAll('[id]'), one => one.id);
		const dead = Array.from(document.querySelectorAll('a[href]'), one => one.getAttribute('href'))
			.filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)));
		return [...ids.filter((id, at) => ids.indexOf(id) !== at), ...dead];
	});

	assert.deepEqual(wrong, []);
});

test('is small', PAGES, DESKTOP, async (page, errors, file) => {
	assert.ok(fs.statSync(file).size < SIZE_MOST, `${fs.statSync(file).size} bytes`);
});

test('prints all of it', ['fault'], DESKTOP, async page => {
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	assert.ok(await page.locator('.touchpoints').isVisible());
	assert.equal(await page.locator('nav').isVisible(), false);
	assert.ok((await page.pdf()).length > 10000);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	assert.equal(await page.locator('details.as-table').first().getAttribute('open'), null);
});

// ---- names are only names ----

test('what is hostile stays text', ['hostile'], DESKTOP, async page => {
	const found = await page.evaluate(() => ({
		hit: window.hit,
		made: document.querySelectorAll('img, iframe, form, object, embed, link, base').length,
		scripts: document.querySelectorAll('script').length,
		title: document.title,
	}));

	assert.deepEqual(found, { hit: undefined, made: 0, scripts: 1,
		title: '</title><script>window.hit=1</script>' });
	for (const stop of await page.locator('g.touchpoint').all()) {
		await stop.focus();
		await page.keyboard.press('Enter');
	}
	assert.equal(await page.evaluate(() => window.hit), undefined);
});

// ---- the scorecard ----

const column = (page, number) => page.$$eval('#scorecard-table tbody tr:not([hidden])',
	(rows, at) => rows.map(row => row.cells[at].textContent), number);

test('the scorecard sorts', ['fault'], DESKTOP, async page => {
	const head = page.locator('#scorecard-table thead th', { hasText: 'Counted' });
	const numbers = async () => (await column(page, 7)).map(text => Number(text.split(' ').pop()));
	const up = (a, b) => a - b;

	await head.locator('button').click();
	assert.equal(await head.getAttribute('aria-sort'), 'ascending');
	assert.deepEqual(await numbers(), (await numbers()).sort(up));
	await head.locator('button').press('Enter');
	assert.equal(await head.getAttribute('aria-sort'), 'descending');
	assert.deepEqual(await numbers(), (await numbers()).sort(up).reverse());
	await page.locator('#scorecard-table thead button', { hasText: 'Verdict' }).click();
	assert.equal((await column(page, 0))[0], 'missed');
	assert.equal(await page.locator('#scorecard-table th[aria-sort]').count(), 1);
});

test('the scorecard filters', ['fault'], PHONE, async page => {
	const all = (await column(page, 0)).length;

	await page.selectOption('[data-filter="verdict"]', 'missed');
	assert.deepEqual(new Set(await column(page, 0)), new Set(['missed']));
	await page.selectOption('[data-filter="agreement"]', { index: 1 });
	assert.equal((await column(page, 0)).length, 1);
	assert.equal(await page.locator('.shown').textContent(), `1 of ${all} shown`);
	await page.selectOption('[data-filter="verdict"]', '');
	await page.selectOption('[data-filter="agreement"]', '');
	await page.fill('[data-filter="text"]', 'ENGINEER');
	assert.ok((await column(page, 2)).every(text => text.startsWith('Engineer')));
	await page.fill('[data-filter="text"]', 'no such thing');
	assert.equal((await column(page, 0)).length, 0);
});

// ---- the map ----

const widthOf = page => page.locator('#map .scene svg').evaluate(svg => svg.getBoundingClientRect().width);

test('the map zooms', ['fault', 'many'], DESKTOP, async page => {
	const first = await widthOf(page);

	await page.click('#map [data-do="zoom-in"]');
	assert.ok(await widthOf(page) > first * 1.2);
	await page.click('#map [data-do="zoom-fit"]');
	const [fitted, room] = [await widthOf(page), await page.locator('#map .scene').evaluate(one => one.clientWidth)];
	assert.ok(Math.abs(fitted - room) < 2, `${fitted} in ${room}`);
	await page.focus('#map .scene');
	await page.keyboard.press('1');
	assert.ok(Math.abs(await widthOf(page) -
		await page.locator('#map .scene svg').evaluate(svg => svg.viewBox.baseVal.width)) < 1);
	await page.keyboard.press('-');
	await page.keyboard.press('0');
	assert.ok(Math.abs(await widthOf(page) - fitted) < 2);
});

test('the map pans', ['fault'], DESKTOP, async page => {
	const left = () => page.locator('#map .scene').evaluate(one => one.scrollLeft);

	await page.locator('#map .scene').scrollIntoViewIfNeeded();
	for (let i = 0; i < 4; i++)
		await page.click('#map [data-do="zoom-in"]');
	const before = await left(), box = await page.locator('#map .scene').boundingBox();
	await page.mouse.move(box.x + 600, box.y + 300);
	await page.mouse.down();
	await page.mouse.move(box.x + 500, box.y + 280, { steps: 5 });
	await page.mouse.up();
	assert.ok(Math.abs(await left() - before - 100) < 3);
	assert.equal(await page.locator('.tooltip').isVisible(), false);
	await page.focus('#map .scene');
	await page.keyboard.press('ArrowRight');
	await page.waitForFunction(from => document.querySelector('#map .scene').scrollLeft > from, before + 100);
});

test('two fingers zoom', ['fault'], PHONE, async page => {
	const client = await page.context().newCDPSession(page);
	const first = await widthOf(page);

	await page.locator('#map .scene').scrollIntoViewIfNeeded();
	const box = await page.locator('#map .scene').boundingBox();
	const touch = (type, apart) => client.send('Input.dispatchTouchEvent', { type, touchPoints: apart
		? [-apart, apart].map((x, id) => ({ x: box.x + 150 + x, y: box.y + 100, id })) : [] });
	await touch('touchStart', 30);
	for (let apart = 35; apart <= 60; apart += 5)
		await touch('touchMove', apart);
	await touch('touchEnd', 0);
	assert.ok(await widthOf(page) > first * 1.6, `${first} to ${await widthOf(page)}`);
});

test('a touchpoint tells its evidence', ['fault'], DESKTOP, async page => {
	const tip = page.locator('.tooltip');
	const stop = page.locator('g.touchpoint[aria-label="Call support"]');

	// By pointer: it comes, stays while the pointer is over it, and Escape takes it away.
	await stop.locator('.card').hover();
	await tip.waitFor({ state: 'visible' });
	assert.match(await tip.textContent(), /Call support.*76\.0 %.*counted 199 of 262; 4\.0 pp short/s);
	await tip.hover();
	await page.waitForTimeout(400);
	assert.ok(await tip.isVisible());
	await page.keyboard.press('Escape');
	assert.equal(await tip.isVisible(), false);
	await page.mouse.move(5, 5);
	// By keys: one stop of the tab key, arrows between touchpoints.
	await page.focus('#map .scene');
	await page.keyboard.press('Tab');
	await tip.waitFor({ state: 'visible' });
	assert.match(await tip.textContent(), /^Router light red/);
	await page.keyboard.press('ArrowRight');
	assert.match(await tip.textContent(), /^Check the status page/);
	await page.keyboard.press('End');
	assert.match(await tip.textContent(), /^Follow-up survey/);
	assert.equal(await page.locator('[aria-describedby="tip"]').count(), 1);
	await page.keyboard.press('Escape');
	assert.equal(await tip.isVisible(), false);
	await page.keyboard.press('Enter');
	assert.ok(await tip.isVisible());
	const box = await tip.boundingBox();
	assert.ok(box.x >= 0 && box.x + box.width <= 1440);
});

test('a tap tells it too', ['fault'], PHONE, async page => {
	await page.locator('g.touchpoint .card').first().tap();
	assert.match(await page.locator('.tooltip').textContent(), /^Router light red/);
	await page.locator('h2').first().tap();
	assert.equal(await page.locator('.tooltip').isVisible(), false);
});

test('lanes fold', ['fault', 'many'], DESKTOP, async page => {
	const height = () => page.locator('#map .scene svg').evaluate(svg => svg.viewBox.baseVal.height);
	const before = await height();

	await page.click('#map .switches summary');
	const lane = page.locator('#map input[data-do="lane"]').first();
	const lost = Number(await lane.getAttribute('data-height'));
	await lane.uncheck();
	assert.ok(Math.abs(before - lost - await height()) < 0.1);
	assert.equal(await page.locator('#map .channel:not(.folded)').count(), 0);
	assert.ok(await page.locator('#map text.words:not(.folded)').count() > 0);
	await lane.check();
	assert.equal(await height(), before);
	assert.equal(await page.locator('#map .folded').count(), 0);
});

// A switch by click, by the space bar, and by its label.
const SWITCHING = {
	click: async input => { await input.click(); },
	keyboard: async input => { await input.focus(); await input.press('Space'); },
	label: async input => { await input.locator('xpath=..').click({ position: { x: 40, y: 8 } }); },
};
const openSwitches = page => page.locator('#map .switches summary, #picture-1 .switches summary').first().press('Enter');
const named = (page, name) => page.locator('.switches label', { hasText: name }).first().locator('input');

for (const [way, press] of Object.entries(SWITCHING)) {
	test(`channels and partners stand back, ${way}`, ['fault', 'pictures'], DESKTOP, async (page, errors, file) => {
		const count = () => page.locator('figure').first().locator('g.touchpoint.faded').count();
		const rows = () => page.locator('figure').first().locator('tbody tr[hidden]').count();

		await openSwitches(page);
		await press(named(page, 'Phone'));
		assert.equal(await count(), 3, file);
		assert.equal(await rows(), 3);
		await press(named(page, 'FieldCo'));
		assert.equal(await count(), 4);
		await press(named(page, 'Phone'));
		assert.equal(await count(), 1);
		await press(named(page, 'FieldCo'));
		assert.equal(await count(), 0);
	});

	test(`personas, ${way}`, ['letters'], DESKTOP, async page => {
		const shown = number => page.locator(`#map [data-persona="${number}"]:not(.off)`).count();
		const before = [await shown(1), await shown(2), await shown(3), await shown(4)];

		await openSwitches(page);
		assert.ok(before.every(count => count > 6), before.join());
		await press(named(page, 'נועה לוי'));
		assert.equal(await shown(4), 0);
		assert.deepEqual([await shown(1), await shown(2), await shown(3)], before.slice(0, 3));
		await press(named(page, '高橋 由紀'));
		assert.equal(await shown(1), 0);
		assert.equal(await page.locator('#map .above:not(.off)').count(), 0);
		assert.ok(await page.locator('#map text', { hasText: 'moment of truth' }).last().isVisible());
		await press(named(page, 'נועה לוי'));
		assert.equal(await shown(4), before[3]);
	});

	test(`every lane folds and opens, ${way}`, ['fault'], DESKTOP, async page => {
		const height = () => page.locator('#map .scene svg').evaluate(svg => svg.viewBox.baseVal.height);
		const before = await height();

		await openSwitches(page);
		const lanes = await page.locator('#map input[data-do="lane"]').all();
		for (const lane of lanes)
			await press(lane);
		assert.ok(await height() < before / 3);
		assert.equal(await page.locator('#map text.card-title:not(.folded)').count(), 9 + 1);
		for (const lane of lanes)
			await press(lane);
		assert.equal(await height(), before);
		assert.equal(await page.locator('#map .folded').count(), 0);
	});
}

test('a page of pictures answers', ['pictures'], DESKTOP, async page => {
	const tip = page.locator('.tooltip');

	assert.equal(await page.locator('.scene svg').count(), 6);
	await page.locator('#picture-1 g.touchpoint .card').nth(2).click();
	assert.match(await tip.textContent(), /^Call support.*Moment of truth/s);
	await page.keyboard.press('Escape');
	await page.click('#picture-4 [data-do="zoom-full"]');
	const svg = page.locator('#picture-4 .scene svg');
	assert.ok(Math.abs((await svg.boundingBox()).width - await svg.evaluate(one => one.viewBox.baseVal.width)) < 1);
	assert.equal(await page.locator('#picture-6 .switches').count(), 0);
});

test('a theme that was chosen stays', ['brand', 'contrast'], { ...DESKTOP, colorScheme: 'dark' }, async (page, errors, file) => {
	const found = await page.evaluate(() => ({
		band: getComputedStyle(document.querySelector('header')).backgroundColor,
		ground: getComputedStyle(document.body).backgroundColor,
		stage: getComputedStyle(document.querySelector('.stage')).fill,
		button: !!document.querySelector('[data-do="theme"]'),
	}));

	if (file.endsWith('brand.html'))
		assert.deepEqual(found, { band: 'rgb(255, 212, 0)', ground: 'rgb(18, 24, 31)', stage: 'rgb(255, 212, 0)', button: true });
	else
		assert.deepEqual([found.ground, found.button], ['rgb(255, 255, 255)', false]);
});

// ---- the page ----

test('the ground turns dark', ['fault'], DESKTOP, async page => {
	const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const picture = () => page.locator('#map .page').evaluate(one => getComputedStyle(one).fill);
	const light = [await ground(), await picture()];

	assert.equal(await page.textContent('[data-do="theme"]'), 'Dark');
	await page.click('[data-do="theme"]');
	assert.notEqual(await ground(), light[0]);
	assert.notEqual(await picture(), light[1]);
	assert.equal(await page.textContent('[data-do="theme"]'), 'Light');
	await page.click('[data-do="theme"]');
	assert.deepEqual([await ground(), await picture()], light);
});

test('the contents follow the reader', ['fault'], DESKTOP, async page => {
	await page.click('nav a[href="#trends"]');
	await page.waitForFunction(() =>
		document.querySelector('nav a[href="#trends"]').getAttribute('aria-current') === 'true');
	assert.equal(await page.locator('nav a[aria-current]').count(), 1);
});

// ---- running ----

const run = async (browser, { page: name, how, body }) => {
	const context = await browser.newContext(how);
	const page = await context.newPage();

	page.setDefaultTimeout(5000);
	const file = path.join(folder, `${name}.html`);
	const errors = [];

	page.on('console', message => errors.push(`console: ${message.text()}`));
	page.on('pageerror', error => errors.push(`thrown: ${error.message}`));
	page.on('request', request => {
		if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('http://127.0.0.1:9/'))
			errors.push(`request: ${request.url()}`);
	});
	try {
		await page.goto(pathToFileURL(file).href);
		await body(page, errors, file);
		assert.deepEqual(errors, []);
	} finally {
		await context.close();
	}
};

(async () => {
	const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox',
		'--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'] });
	let failed = 0;

	const picked = tests.filter(one => one.name.includes(word));

	for (const one of picked)
		try {
			await run(browser, one);
		} catch (error) {
			failed++;
			console.log(`FAIL browser: ${one.name} (${one.page})\n     ${error.message.replaceAll('\n', '\n     ')}`);
		}
	await browser.close();
	console.log(`${failed ? 'FAIL' : 'ok  '} browser: ${picked.length - failed} of ${picked.length} tests`);
	process.exit(failed ? 1 : 0);
})();
