import {type Scope} from '../domain/account.js';
import {type Clock} from '../domain/clock.js';
import {type ActionSettings} from '../store/actions/action.js';
import {type Store} from '../store/store.js';

/** What the configuration and the environment say about the screen and the actions. */
export type ConsoleSettings = ActionSettings & {
	/** False under NO_COLOR and --no-color: bold, dim and inverse stay. */
	readonly hasColour: boolean;
	/** True when only ASCII may be drawn. */
	readonly isAscii: boolean;
	/** True when new findings ring the terminal's bell. */
	readonly rings: boolean;
	/** What `--refresh` said, in ms; undefined keeps each view's own pace. */
	readonly refreshMs?: number;
};

/** What stands between the console and the terminal; it decides how an OSC sequence is wrapped. */
export type Multiplexer = 'tmux' | 'screen';

/** Everything that the console is given by cli.tsx: it reads no environment, no file and no clock of its own. */
export type Host = {
	/** The first account and Region; `openStore` is called for it at once. */
	readonly scope: Scope;
	/** Returns a store for an account and Region; never waits, failures show up in its snapshot. */
	openStore(scope: Scope): Store;
	readonly settings: ConsoleSettings;
	listProfiles(): Promise<readonly string[]>;
	/** The Region that a profile's own configuration names, or undefined; asked when the profile is switched. */
	regionOf?(profile: string): Promise<string | undefined>;
	readonly regions: readonly string[];
	/** Writes a sequence that draws nothing (OSC 52) to the terminal, past Ink. */
	write(sequence: string): void;
	/** Resolves with what went wrong, in words. */
	exportFile(path: string, text: string): Promise<string | undefined>;
	/** Stops the process as ctrl-z does and resolves once it was continued; see `stopUntilContinued`. */
	stop(): Promise<void>;
	/** Of the terminal, when the console starts; Ink tells of changes. */
	readonly size: {readonly columns: number; readonly rows: number};
	readonly clock: Clock;
	readonly multiplexer?: Multiplexer;
	readonly version: string;
	readonly isDemo: boolean;
	/** Name or ARN of the cluster to open as soon as it is known: `--cluster`. */
	readonly cluster?: string;
	/** Aborted to make the console leave, e.g. on SIGTERM. */
	readonly signal?: AbortSignal;
};
