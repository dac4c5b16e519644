import {type JsonObject} from '../../json.js';
import {type Random} from '../../random.js';
import {type ProcessPlan} from '../process.js';
import {type Subject} from '../subject.js';

/** Where and when a story is set. */
export type Scene = {readonly random: Random; readonly at: number; readonly subject: Subject};

/** What happened. Members are those of the wire. */
export type Story = {
	readonly process: ProcessPlan;
	/** Members of runtimeDetails.context; only those that the type carries. */
	readonly context?: JsonObject;
	readonly action?: JsonObject;
	readonly evidence?: JsonObject;
	/** Members of the JSON text in additionalInfo.value. */
	readonly additional?: JsonObject;
};

/** A finding type of Runtime Monitoring. docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html */
export type RuntimeType = {
	readonly type: string;
	/** The default: 8 is High, 5 Medium, 2 Low. Where AWS says "variable", one of them. */
	readonly severity: number;
	readonly title: string;
	/** What the process did, as the end of a sentence that names it. */
	readonly did: (story: Story) => string;
	/** Fargate gives no container what such a thing takes. */
	readonly needsHost?: true;
	readonly story: (scene: Scene) => Story;
};

export const high = 8;
export const medium = 5;
export const low = 2;
