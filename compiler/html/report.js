/*
 * What the report adds where scripts run: sorting and filtering, a map that zooms, pans and answers,
 * switches, tips, a button for dark ground. Everything it shows stands in the page already; without
 * it nothing is missing. It loads nothing, keeps nothing, and never makes markup out of text: it
 * clones, it sets text.
 */
'use strict';

(() => {
	const all = (where, what) => Array.from(where.querySelectorAll(what));
	const make = (name, klass, text) => {
		const element = document.createElement(name);
		if (klass)
			element.className = klass;
		if (text)
			element.textContent = text;
		return element;
	};

	/* ---- dark ground ---- */

	const themeButton = () => {
		const button = document.querySelector('[data-do="theme"]');
		const wished = matchMedia('(prefers-color-scheme: dark)');
		const root = document.documentElement;
		const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : wished.matches;

		if (!button)
			return;
		const label = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };

		button.addEventListener('click', () => {
			root.dataset.theme = isDark() ? 'light' : 'dark';
			label();
		});
		wished.addEventListener('change', label);
		label();
		button.hidden = false;
	};

	/* ---- where the reader is ---- */

	const followReading = () => {
		const links = new Map(all(document, 'nav a').map(
			link => [link.getAttribute('href').slice(1), link]));
		const observer = new IntersectionObserver(entries => {
			for (const entry of entries)
				entry.target.inView = entry.isIntersecting;
			const first = all(document, 'main > section').find(section => section.inView);
			for (const [id, link] of links) {
				if (first && first.id === id)
					link.setAttribute('aria-current', 'true');
				else
					link.removeAttribute('aria-current');
			}
		}, { rootMargin: '-80px 0px -60% 0px' });

		all(document, 'main > section').forEach(section => observer.observe(section));
	};

	/* ---- tables ---- */

	const keyOf = (row, column) => {
		const cell = row.cells[column];
		if (!cell)
			return '';
		return 'key' in cell.dataset ? Number(cell.dataset.key) : cell.textContent.trim();
	};

	/* What is empty stands last, whichever way. */
	const compare = (a, b, down) => {
		if (a === '' || b === '')
			return a === b ? 0 : a === '' ? 1 : -1;
		const order = typeof a === 'number' && typeof b === 'number'
			? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
		return down ? -order : order;
	};

	const sort = (table, column, head) => {
		const down = head.getAttribute('aria-sort') === 'ascending';
		const body = table.tBodies[0];
		const rows = Array.from(body.rows).map(row => ({ row, key: keyOf(row, column) }));

		rows.sort((a, b) => compare(a.key, b.key, down));
		body.append(...rows.map(one => one.row));
		all(table, 'thead th').forEach(other => other.removeAttribute('aria-sort'));
		head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
	};

	const makeSortable = table => {
		all(table, 'thead th').forEach((head, column) => {
			const button = make('button', '', head.textContent);

			button.type = 'button';
			button.addEventListener('click', () => sort(table, column, head));
			head.replaceChildren(button);
		});
	};

	const columnOf = (table, name) => all(table, 'thead th').findIndex(
		head => head.textContent === name);

	const makeFilters = controls => {
		const table = document.getElementById(controls.dataset.for);
		const rows = Array.from(table.tBodies[0].rows);
		const agreements = columnOf(table, 'Agreement');
		const wish = Object.fromEntries(all(controls, '[data-filter]').map(
			input => [input.dataset.filter, input]));
		const shown = controls.querySelector('.shown');
		const apply = () => {
			const text = wish.text.value.trim().toLowerCase();
			let count = 0;

			for (const row of rows) {
				const fits = (!text || row.textContent.toLowerCase().includes(text)) &&
					(!wish.verdict.value || row.querySelector('b').className === wish.verdict.value) &&
					(!wish.agreement || !wish.agreement.value ||
					 row.cells[agreements].textContent === wish.agreement.value);
				row.hidden = !fits;
				count += fits;
			}
			shown.textContent = `${count} of ${rows.length} shown`;
		};

		controls.addEventListener('input', apply);
		controls.hidden = false;
		apply();
	};

	/* A room that scrolls can be reached and scrolled from the keyboard. */
	const reachRooms = () => {
		for (const room of all(document, '.table')) {
			const caption = room.querySelector('caption');

			if (room.scrollWidth > room.clientWidth + 1) {
				room.tabIndex = 0;
				room.setAttribute('role', 'region');
				room.setAttribute('aria-label', caption.textContent);
			} else {
				room.removeAttribute('tabindex');
				room.removeAttribute('role');
				room.removeAttribute('aria-label');
			}
		}
	};

	/* ---- tips: they stay while the pointer is over them, and go with Escape ---- */

	const tip = make('div', 'tooltip');
	let tipOf = null, tipRow = null, tipTimer = 0;

	const hideTip = () => {
		clearTimeout(tipTimer);
		if (!tipOf)
			return;
		tipOf.classList.remove('shown');
		tipOf.setAttribute('aria-describedby', tipRow.id);
		tipOf = tipRow = null;
		tip.hidden = true;
	};

	const hideTipSoon = () => {
		clearTimeout(tipTimer);
		tipTimer = setTimeout(hideTip, 250);
	};

	const cellOf = (row, column) => row.cells[column] ? row.cells[column].textContent.trim() : '';

	/* Columns as map_table.c writes them, or the two of told.c. */
	const fillTip = row => {
		const title = make('h4', '', row.cells[0].firstChild.textContent.trim());

		if (row.cells.length === 2) {
			tip.replaceChildren(title, make('p', '', cellOf(row, 1)));
			return;
		}
		const place = [1, 2, 3].map(column => cellOf(row, column)).filter(Boolean).join(' · ');
		const criteria = row.cells[7] && row.cells[7].querySelector('ul');
		const feelings = row.cells[5] && row.cells[5].querySelector('ul');
		const parts = [title, make('p', 'note', place)];

		if (row.querySelector('.truth'))
			parts.push(make('p', 'truth', 'Moment of truth'));
		if (feelings)
			parts.push(make('p', '', 'Feels'), feelings.cloneNode(true));
		else if (cellOf(row, 5))
			parts.push(make('p', '', `Feels ${cellOf(row, 5)}`));
		if (criteria)
			parts.push(criteria.cloneNode(true));
		tip.replaceChildren(...parts);
	};

	/* Below the card, or above it where there is more room; never past the page's edges. */
	const placeTip = group => {
		const card = (group.querySelector('.card') || group).getBoundingClientRect();
		const width = tip.offsetWidth, height = tip.offsetHeight;
		const left = Math.max(8, Math.min(card.left + card.width / 2 - width / 2,
			document.documentElement.clientWidth - width - 8));
		const below = card.bottom + 8;
		const top = below + height < innerHeight || card.top < height + 8
			? below : card.top - height - 8;

		tip.style.left = `${left + scrollX}px`;
		tip.style.top = `${top + scrollY}px`;
	};

	const showTip = (group, row) => {
		clearTimeout(tipTimer);
		if (tipOf === group)
			return;
		hideTip();
		tipOf = group;
		tipRow = row;
		fillTip(row);
		tip.hidden = false;
		group.classList.add('shown');
		group.setAttribute('aria-describedby', tip.id);
		placeTip(group);
	};

	const makeTip = () => {
		tip.id = 'tip';
		tip.hidden = true;
		tip.setAttribute('role', 'tooltip');
		document.querySelector('main').append(tip);
		tip.addEventListener('pointerenter', () => clearTimeout(tipTimer));
		tip.addEventListener('pointerleave', hideTipSoon);
		document.addEventListener('keydown', event => {
			if (event.key === 'Escape')
				hideTip();
		});
		document.addEventListener('pointerdown', event => {
			if (!tip.contains(event.target) && !(tipOf && tipOf.contains(event.target)))
				hideTip();
		});
	};

	/* ---- a map: its size ---- */

	const SCALE_LEAST = 0.02, SCALE_MOST = 4, READABLE = 0.8;

	const makeZoom = map => {
		const { scene, svg } = map;
		const fit = () => scene.clientWidth / map.width;

		/* `x`, `y`: the point of the window that stays where it is. */
		map.zoom = (scale, x, y) => {
			const room = scene.getBoundingClientRect();
			const at = { x: x === undefined ? room.width / 2 : x - room.left,
				y: y === undefined ? room.height / 2 : y - room.top };
			const before = map.scale;

			map.scale = Math.min(SCALE_MOST, Math.max(SCALE_LEAST, scale));
			svg.setAttribute('width', map.width * map.scale);
			svg.setAttribute('height', map.height * map.scale);
			scene.scrollLeft = (scene.scrollLeft + at.x) * map.scale / before - at.x;
			scene.scrollTop = (scene.scrollTop + at.y) * map.scale / before - at.y;
			hideTip();
		};
		map.act = {
			'zoom-in': () => map.zoom(map.scale * 1.25),
			'zoom-out': () => map.zoom(map.scale / 1.25),
			'zoom-fit': () => map.zoom(fit()),
			'zoom-full': () => map.zoom(1),
		};
		map.zoom(Math.min(1.15, Math.max(fit(), READABLE)), scene.getBoundingClientRect().left,
			scene.getBoundingClientRect().top);
		all(map.figure, '.zoom button').forEach(button => button.addEventListener(
			'click', () => map.act[button.dataset.do]()));
	};

	const KEYS = { '+': 'zoom-in', '=': 'zoom-in', '-': 'zoom-out', '0': 'zoom-fit', '1': 'zoom-full' };

	const makeKeys = map => map.scene.addEventListener('keydown', event => {
		if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key])
			return;
		event.preventDefault();
		map.act[KEYS[event.key]]();
	});

	const makeWheel = map => map.scene.addEventListener('wheel', event => {
		if (!event.ctrlKey)
			return;
		event.preventDefault();
		map.zoom(map.scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
	}, { passive: false });

	/* Touches pan by themselves, as the room scrolls; a mouse drags. */
	const makeDrag = map => {
		const { scene } = map;
		let from = null;

		scene.addEventListener('pointerdown', event => {
			if (event.pointerType === 'mouse' && event.button === 0)
				from = { x: event.clientX, y: event.clientY,
					left: scene.scrollLeft, top: scene.scrollTop };
		});
		addEventListener('pointermove', event => {
			if (!from)
				return;
			const x = event.clientX - from.x, y = event.clientY - from.y;

			if (!map.dragged && Math.hypot(x, y) < 5)
				return;
			map.dragged = true;
			scene.classList.add('dragged');
			hideTip();
			scene.scrollLeft = from.left - x;
			scene.scrollTop = from.top - y;
		});
		addEventListener('pointerup', () => {
			from = null;
			scene.classList.remove('dragged');
			setTimeout(() => { map.dragged = false; });
		});
	};

	const makePinch = map => {
		const spread = touches => Math.hypot(touches[0].clientX - touches[1].clientX,
			touches[0].clientY - touches[1].clientY);
		let began = null;

		map.scene.addEventListener('touchstart', event => {
			began = event.touches.length === 2
				? { spread: spread(event.touches), scale: map.scale } : null;
		}, { passive: true });
		map.scene.addEventListener('touchmove', event => {
			if (!began || event.touches.length !== 2)
				return;
			event.preventDefault();
			map.zoom(began.scale * spread(event.touches) / began.spread,
				(event.touches[0].clientX + event.touches[1].clientX) / 2,
				(event.touches[0].clientY + event.touches[1].clientY) / 2);
		}, { passive: false });
	};

	/* ---- a map: its touchpoints, one stop of the tab key, arrows between them ---- */

	const focusOn = (map, number) => {
		const next = map.stops[Math.max(0, Math.min(map.stops.length - 1, number))];

		map.stops.forEach(stop => stop.group.setAttribute('tabindex', stop === next ? '0' : '-1'));
		next.group.focus();
	};

	const answerKeys = (map, number, event) => {
		const to = { ArrowRight: number + 1, ArrowDown: number + 1, ArrowLeft: number - 1,
			ArrowUp: number - 1, Home: 0, End: map.stops.length - 1 }[event.key];
		const { group, row } = map.stops[number];

		if (to === undefined && event.key !== 'Enter' && event.key !== ' ')
			return;
		event.preventDefault();
		event.stopPropagation();
		if (to !== undefined)
			focusOn(map, to);
		else if (tipOf === group)
			hideTip();
		else
			showTip(group, row);
	};

	const makeStop = (map, row, number) => {
		const group = document.getElementById(row.id.replace(/-row$/, ''));
		const title = group.querySelector('title');
		let entering = 0;

		map.stops.push({ group, row });
		group.setAttribute('tabindex', number === 0 ? '0' : '-1');
		group.setAttribute('role', 'button');
		group.setAttribute('aria-label', title.textContent);
		title.remove();
		group.addEventListener('pointerenter', event => {
			if (event.pointerType === 'touch' || map.dragged)
				return;
			clearTimeout(tipTimer);
			entering = setTimeout(() => showTip(group, row), 150);
		});
		group.addEventListener('pointerleave', event => {
			clearTimeout(entering);
			if (event.pointerType !== 'touch' && tipOf === group)
				hideTipSoon();
		});
		group.addEventListener('focus', () => {
			if (group.matches(':focus-visible'))
				showTip(group, row);
		});
		group.addEventListener('blur', hideTipSoon);
		group.addEventListener('click', () => {
			if (!map.dragged)
				showTip(group, row);
		});
		group.addEventListener('keydown', event => answerKeys(map, number, event));
	};

	/* ---- a map: what is switched ---- */

	const checked = (map, kind) => new Set(all(map.figure, `input[data-do="${kind}"]:checked`)
		.map(input => input.value));

	/* A touchpoint stands back where all its channels, or all its partners, are switched off. */
	const fade = map => {
		const channels = checked(map, 'channel'), partners = checked(map, 'partner');
		const off = (list, on) => list !== undefined && !list.split(' ').some(one => on.has(one));

		for (const { group, row } of map.stops) {
			const back = off(row.dataset.channels, channels) || off(row.dataset.partners, partners);

			group.classList.toggle('faded', back);
			row.hidden = back;
		}
	};

	/* What is nobody's own stays. */
	const showPersonas = map => {
		const on = checked(map, 'persona');

		for (const shape of all(map.svg, '[data-persona]'))
			shape.classList.toggle('off', !on.has(shape.dataset.persona));
	};

	/* Every shape with where it lies; asked once, before anything moves. */
	const shapesOf = map => {
		if (!map.shapes)
			map.shapes = all(map.svg, 'rect, circle, line, polygon, path, text').map(shape => {
				const box = shape.getBBox();
				return { shape, top: box.y, bottom: box.y + box.height };
			});
		return map.shapes;
	};

	const lanesOff = map => all(map.figure, 'input[data-do="lane"]:not(:checked)').map(input => ({
		top: Number(input.dataset.top),
		bottom: Number(input.dataset.top) + Number(input.dataset.height),
	}));

	/* What is in a lane that is off goes; what is below moves up; what crosses gets shorter. */
	const foldLanes = map => {
		const off = lanesOff(map);
		const moved = y => off.reduce((to, lane) => to - Math.max(0, Math.min(y, lane.bottom) -
			lane.top), y);

		for (const { shape, top, bottom } of shapesOf(map)) {
			const middle = (top + bottom) / 2;
			const crosses = shape.classList.contains('separator');

			if (shape.classList.contains('page')) {
				shape.setAttribute('height', moved(bottom));
			} else if (crosses) {
				shape.setAttribute('y1', moved(top));
				shape.setAttribute('y2', moved(bottom));
			} else {
				shape.classList.toggle('folded', off.some(lane => middle > lane.top &&
					middle <= lane.bottom));
				shape.setAttribute('transform', `translate(0 ${moved(middle) - middle})`);
			}
		}
		map.height = moved(map.full);
		map.svg.setAttribute('viewBox', `0 0 ${map.width} ${map.height}`);
		map.zoom(map.scale);
	};

	const makeSwitches = map => map.figure.addEventListener('change', event => {
		hideTip();
		if (event.target.dataset.do === 'lane')
			foldLanes(map);
		else if (event.target.dataset.do === 'persona')
			showPersonas(map);
		else
			fade(map);
	});

	const makeMap = figure => {
		const scene = figure.querySelector('.scene');
		const svg = scene.querySelector('svg');
		const box = svg.viewBox.baseVal;
		const map = { figure, scene, svg, width: box.width, height: box.height, full: box.height,
			scale: 1, stops: [], dragged: false };

		svg.setAttribute('role', 'group');
		scene.classList.add('live');
		figure.querySelector('.controls').hidden = false;
		makeZoom(map);
		makeKeys(map);
		makeWheel(map);
		makeDrag(map);
		makePinch(map);
		all(figure, 'tr[id]').forEach((row, number) => makeStop(map, row, number));
		makeSwitches(map);
		scene.addEventListener('scroll', () => {
			if (tipOf)
				placeTip(tipOf);
		});
	};

	/* ---- paper: all that is folded opens ---- */

	const makePrint = () => {
		let opened = [];

		addEventListener('beforeprint', () => {
			for (const one of all(document, 'details.as-table:not([open])')) {
				one.open = true;
				opened.push(one);
			}
		});
		addEventListener('afterprint', () => {
			opened.forEach(one => { one.open = false; });
			opened = [];
		});
	};

	themeButton();
	followReading();
	all(document, 'table.sortable').forEach(makeSortable);
	all(document, '.controls[data-for]').forEach(makeFilters);
	makeTip();
	all(document, 'figure.map').forEach(makeMap);
	makePrint();
	reachRooms();
	addEventListener('resize', reachRooms);
	all(document, 'details').forEach(one => one.addEventListener('toggle', reachRooms));
})();
