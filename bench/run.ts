// Measures the built program and prints a table; a run of everything is kept in bench/results.md.
// npm run bench                 everything
// npm run bench -- start key    some of it, printed only
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {requireBuild, root} from '../test/support/program.js';
import {doctor} from './benches/doctor.js';
import {endurance} from './benches/endurance.js';
import {findings} from './benches/findings.js';
import {idle} from './benches/idle.js';
import {keyPress} from './benches/key-press.js';
import {liveRows} from './benches/live-rows.js';
import {start} from './benches/start.js';
import {usage} from './benches/usage.js';
import {type Result} from './stats.js';

const benches: {readonly [name: string]: () => Promise<readonly Result[]>} = {
	start,
	'live-rows': liveRows,
	key: keyPress,
	doctor,
	findings,
	usage,
	idle,
	endurance,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in benches));
if (unknown.length > 0) {
	console.error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
	process.exit(2);
}

requireBuild();
const results: Result[] = [];
for (const [name, bench] of Object.entries(benches)) {
	if (wanted.length === 0 || wanted.includes(name)) {
		console.error(`measuring ${name} …`);
		results.push(...(await bench()));
	}
}

console.log(tableOf(results));
if (wanted.length === 0) {
	writeFileSync(path.join(root, 'bench/results.md'), page(results));
}

function tableOf(lines: readonly Result[]): string {
	const cells = [
		['what', 'measured', 'spread', 'goal', ''],
		...lines.map(({what, measured, spread, goal, isMet}) => [
			what,
			measured,
			spread,
			goal,
			isMet === undefined ? '' : isMet ? 'met' : 'NOT MET',
		]),
	];
	const widths = cells[0]!.map((_, column) => Math.max(...cells.map(row => row[column]!.length), 3));
	const drawn = cells.map(
		row => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
	);
	drawn.splice(1, 0, `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`);
	return drawn.join('\n');
}

function page(lines: readonly Result[]): string {
	const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {cwd: root, encoding: 'utf8'}).trim();
	return `# How fast, measured

Written by \`npm run bench\`; medians, with the smallest and the largest value. The goals are those of the design;
nothing here is asserted by a test, since other machines differ and shared ones are noisy (repeats of one run spread
by 30 to 40 %).

${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.version},
commit ${commit}, ${new Date().toISOString().slice(0, 10)}, load ${os.loadavg()[0]!.toFixed(1)} at the end.

${tableOf(lines)}
`;
}
