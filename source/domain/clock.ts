/** Time as an argument: the real one in cli.tsx, a driven one in tests. Milliseconds throughout. */
export type Clock = {
	now(): number;
	/** Calls back once after `delayMs`; returns the way to cancel it. */
	after(delayMs: number, callback: () => void): () => void;
};
