import {type JsonObject} from '../json.js';
import {type Refusal} from '../refusal.js';
import {type BucketName} from '../server/buckets.js';
import {type World} from '../world/types.js';

/** What a member of a request must be; anything else is a SerializationException. */
export type MemberKind = 'text' | 'texts' | 'integer' | 'boolean' | 'object' | 'objects';

/** One AWS operation. To add one: an entry in its family's file and a line in registry.ts. */
export type Operation = {
	readonly service:
		| 'ecs'
		| 'guardduty'
		| 'sts'
		| 'ec2'
		| 'iam'
		| 'cloudtrail'
		| 'events'
		| 'securityhub'
		| 'detective'
		| 'logs';
	readonly name: string;
	readonly bucket: BucketName;
	/** For REST services: method and path, `{name}` standing for a part that becomes a member of the input. */
	readonly route?: {readonly method: 'GET' | 'POST'; readonly path: string};
	/** The members that are read; others are taken and ignored, as AWS does with members it does not know. */
	readonly input: Readonly<Record<string, MemberKind>>;
	/** What a denial names as the resource; `*` when not given. */
	readonly resource?: (input: JsonObject, world: World) => string;
	/** Whether CloudTrail tells of the call here, under its resource. */
	readonly isTrailed?: true;
	readonly serve: (input: JsonObject, world: World) => JsonObject | Refusal;
};
