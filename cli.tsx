import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {opensConsole, paintFirst} from './source/cli/first-paint.js';

// The launcher: it paints, then loads the program. Only this file reads argv, the environment and the process;
// everything below is given what it needs. Ink and the SDK are not imported here, or the first frame would wait.

const {argv, env, stdin, stdout, stderr} = process;
const arguments_ = argv.slice(2);
const giveBack = opensConsole(arguments_, stdin, stdout) ? paintFirst(stdin, stdout) : undefined;

// Absent before Node 22.1. In the operator's own cache, not in /tmp: on a bastion others can write there.
module.enableCompileCache?.(
	path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'onduty', 'compile'),
);

// Node 20 lacks it, and Ink 8 needs it for waitUntilRenderFlush.
Promise.withResolvers ??= function withResolvers<T>() {
	let settle: Pick<PromiseWithResolvers<T>, 'resolve' | 'reject'> | undefined;
	const promise = new Promise<T>((resolve, reject) => {
		settle = {resolve, reject};
	});
	// The executor above has run by now.
	return {promise, ...(settle as NonNullable<typeof settle>)};
};

const {main} = await import('./source/cli/main.js');
process.exitCode = await main({
	argv: arguments_,
	env,
	homeDirectory: os.homedir(),
	stdin,
	stdout,
	stderr,
	process,
	giveBack,
});
