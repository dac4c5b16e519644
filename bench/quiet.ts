import {setTimeout as after} from 'node:timers/promises';
import {type Terminal} from '../test/support/terminal.js';

/** Resolves once nothing was written for that long, with the moment (performance.now) of the last output. */
export async function quiet(terminal: Terminal, forMs: number): Promise<number> {
	let lastBytes = terminal.bytes();
	let lastAt = performance.now();
	while (performance.now() - lastAt < forMs) {
		await Promise.race([terminal.nextOutput(forMs).catch(() => undefined), after(forMs)]);
		if (terminal.bytes() !== lastBytes) {
			lastBytes = terminal.bytes();
			lastAt = performance.now();
		}
	}

	return lastAt;
}
