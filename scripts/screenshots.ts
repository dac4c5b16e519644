// Takes the pictures of screenshots/ from the built program, running on its own simulator in a pseudo-terminal.
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {Resvg} from '@resvg/resvg-js';
import {pictureOf} from '../test/support/picture.js';
import {makeHome, openProgram, requireBuild, root} from '../test/support/program.js';
import {type Terminal} from '../test/support/terminal.js';
import {scenes} from './scenes.js';

const fontFiles = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf', 'DejaVuSans.ttf'].map(file =>
	path.join(root, 'node_modules/dejavu-fonts-ttf/ttf', file),
);
const folder = path.join(root, 'screenshots');
const sizes = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
];

requireBuild();
mkdirSync(folder, {recursive: true});
const wanted = process.argv.slice(2);
for (const scene of scenes) {
	if (wanted.length > 0 && !wanted.includes(scene.name)) {
		continue;
	}

	for (const size of sizes) {
		const home = makeHome();
		const terminal = openProgram({home, args: ['--demo', ...(scene.args ?? [])], ...size});
		await scene.play(terminal);
		if (!scene.isMoving) {
			await terminal.waitFor(screen => screen[0]?.includes('  live  ') === true);
		}

		await untilQuiet(terminal);
		save(terminal, `${scene.name}-${size.columns}x${size.rows}`);
		await terminal.dispose();
		home.remove();
	}
}

/** A frame comes in pieces: the picture is taken once nothing has come for a moment. */
async function untilQuiet(terminal: Terminal): Promise<void> {
	for (let before = -1; before !== terminal.bytes(); ) {
		before = terminal.bytes();
		await new Promise(resolve => {
			setTimeout(resolve, 150);
		});
	}
}

function save(terminal: Terminal, name: string): void {
	const svg = pictureOf(terminal.cells(), `onduty: ${name}`);
	writeFileSync(path.join(folder, `${name}.svg`), svg);
	const picture = new Resvg(svg, {
		font: {fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans Mono'},
		fitTo: {mode: 'zoom', value: 1.5},
	});
	writeFileSync(path.join(folder, `${name}.png`), picture.render().asPng());
	console.log(`screenshots/${name}.png`);
}
