import {type Scale} from '../options.js';
import {type World} from '../world/types.js';
import {type AccountFacts} from '../world/world.js';

/** A state of the account to begin with. To add one: a file and a line in registry.ts. */
export type Scenario = {
	readonly name: string;
	/** One line for the help of `onduty simulate`. */
	readonly summary: string;
	readonly account: AccountFacts;
	readonly fill: (world: World, scale: Scale) => void;
};
