import {type Streams} from './streams.js';

/** 128 + the signal's number, as shells report it. */
export const signalCodes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

export type Stopped = {readonly signal: keyof typeof signalCodes; readonly code: number};

/** Resolves with the first signal that asks to stop; whoever asks twice does not want to wait, and is not made to. */
export async function firstSignal(streams: Pick<Streams, 'process'>): Promise<Stopped> {
	return new Promise(resolve => {
		let isAsked = false;
		for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
			const code = signalCodes[signal];
			streams.process.on(signal, () => {
				if (isAsked) {
					streams.process.exit(code);
				}

				isAsked = true;
				resolve({signal, code});
			});
		}
	});
}
