import {type Settings} from '../config/settings.js';
import {type Surroundings} from './environment.js';
import {type Flags} from './flags.js';
import {type Streams} from './streams.js';

/** Everything that decides a session: flags over environment over configuration file. */
export type Setup = {
	readonly streams: Streams;
	readonly flags: Flags;
	readonly surroundings: Surroundings;
	readonly settings: Settings;
	/** For every profile; a single one may be read-only beside. */
	readonly isReadOnly: boolean;
	readonly version: string;
};
