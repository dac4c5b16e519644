import {type Terminal} from '../test/support/terminal.js';

/** One picture: what is pressed until the screen shows it. */
export type Scene = {
	readonly name: string;
	readonly args?: readonly string[];
	play(terminal: Terminal): Promise<void>;
	/** True where the picture shows something under way; else everything is read before it is taken. */
	readonly isMoving?: boolean;
};
