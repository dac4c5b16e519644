import {type Environment} from './environment.js';

/** What the process is given from outside; cli.tsx takes it from Node, tests make their own. */
export type Streams = {
	readonly argv: readonly string[];
	readonly env: Environment;
	readonly homeDirectory: string;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly process: NodeJS.Process;
	/** Hands the terminal back, when the first frame was painted by hand. */
	readonly giveBack?: () => void;
};
