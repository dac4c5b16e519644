import {type Terminal} from '../test/support/terminal.js';
import {coverageScenes} from './scenes-coverage.js';

/** One picture: what is pressed until the screen shows it. */
export type Scene = {
	readonly name: string;
	readonly args?: readonly string[];
	readonly env?: {readonly [name: string]: string};
	play(terminal: Terminal): Promise<void>;
};

export const scenes: readonly Scene[] = [...coverageScenes];
