import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeAll} from 'vitest';
import {type Home, makeHome, type OpenOptions, openProgram, openUnderShell, requireBuild} from './program.js';
import {type Served, serve} from './simulate.js';
import {openTerminal, type Terminal} from './terminal.js';

/** What a test of the built program starts; all of it is ended after the test, whatever happened. */
export type Session = {
	home(): Home;
	open(options: Omit<OpenOptions, 'home'> & {readonly home?: Home}): Terminal;
	openUnderShell(
		options: Omit<OpenOptions, 'home'> & {readonly home?: Home},
	): ReturnType<typeof openUnderShell>;
	/** Starts a simulator and a console on it. */
	openOn(
		simulator: readonly string[],
		options?: Omit<OpenOptions, 'home'>,
	): Promise<{terminal: Terminal; home: Home; simulator: Served}>;
	serve(flags: readonly string[]): Promise<Served>;
	/** Starts an interactive shell with job control. */
	openShell(home: Home): Terminal;
};

/** Returns the ways to start programs in this file's tests. */
export function startSession(): Session {
	const endings: (() => unknown)[] = [];
	beforeAll(() => requireBuild());
	afterEach(async () => {
		for (const end of endings.splice(0).reverse()) {
			await end();
		}
	});

	const home = () => {
		const made = makeHome();
		endings.push(() => made.remove());
		return made;
	};
	const session: Session = {
		home,
		open(options) {
			const terminal = openProgram({...options, home: options.home ?? home()});
			endings.push(() => terminal.dispose());
			return terminal;
		},
		openUnderShell(options) {
			const terminal = openUnderShell({...options, home: options.home ?? home()});
			endings.push(() => terminal.dispose());
			return terminal;
		},
		openShell(own) {
			// Else the shell itself would change the terminal at each prompt.
			writeFileSync(path.join(own.directory, '.inputrc'), 'set enable-bracketed-paste off\n');
			const terminal = openTerminal({
				file: 'bash',
				args: ['--norc', '--noprofile', '-i'],
				env: {...own.env, PS1: '$ '},
				cwd: own.directory,
				columns: 100,
				rows: 30,
			});
			endings.push(() => terminal.dispose());
			return terminal;
		},
		async serve(flags) {
			const simulator = await serve(home(), flags);
			endings.push(() => simulator.stop());
			return simulator;
		},
		async openOn(flags, options = {}) {
			const simulator = await session.serve(flags);
			const own = home();
			const terminal = session.open({
				...options,
				home: own,
				args: ['--endpoint-url', simulator.url, ...(options.args ?? [])],
				env: {...simulator.env, ...options.env},
			});
			return {terminal, home: own, simulator};
		},
	};
	return session;
}
