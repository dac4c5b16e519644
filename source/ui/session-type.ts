import {type KeyName} from './keys.js';
import {type Size} from './layout.js';
import {type Frame} from './lines/frame.js';

/** What only Ink can do for the session. */
export type Screen = {
	exit(): void;
	/** Hands the terminal over while `during` runs, then draws everything anew. */
	suspend(during: () => Promise<void>): Promise<void>;
};

/** The console without its drawing: keys and data in, frames out. React draws what `frame()` says, and nothing else. */
export type Session = {
	/** The frame on screen; the same object until it changes. */
	frame(): Frame;
	subscribe(listener: () => void): () => void;
	/** The keys of one read of the terminal. */
	press(keys: readonly KeyName[]): void;
	paste(text: string): void;
	resize(size: Size): void;
	attach(screen: Screen): void;
	/** Stops timers, and waits until the store has stopped and its journal is whole. */
	close(): Promise<void>;
};
