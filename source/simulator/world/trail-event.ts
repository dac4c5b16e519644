import {type JsonObject} from '../json.js';

/** A management event of CloudTrail. */
export type TrailEvent = {
	readonly id: string;
	readonly name: string;
	/** Such as ecs.amazonaws.com. */
	readonly source: string;
	readonly at: number;
	/** When LookupEvents tells of it for the first time. */
	readonly visibleAt: number;
	readonly userArn: string;
	readonly resources: readonly {readonly type: string; readonly name: string}[];
	readonly request: JsonObject;
	readonly response?: JsonObject;
	readonly error?: {readonly code: string; readonly message: string};
};
