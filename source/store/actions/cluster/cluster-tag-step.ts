import {type ClusterArn} from '../../../domain/arn.js';
import {guardDutyTagKey} from '../../../domain/opt-in/tag.js';
import {type PlannedCall, type Step} from '../action.js';
import {send} from '../write-end.js';
import {readBackCluster} from './read-back-cluster.js';

/** Returns the step that writes the tag (undefined removes it) and reads it back. */
export function writeTag(tag: {
	readonly name: string;
	readonly arn: ClusterArn;
	readonly value: string | undefined;
}): Step {
	const {name, arn, value} = tag;
	const call: PlannedCall =
		value === undefined
			? {name: 'ecs:UntagResource', input: {resourceArn: arn, tagKeys: [guardDutyTagKey]}}
			: {name: 'ecs:TagResource', input: {resourceArn: arn, tags: [{key: guardDutyTagKey, value}]}};
	return {
		id: arn,
		label: name,
		target: arn,
		calls: [call],
		async run(context) {
			return readBackCluster(context, await send(context, call), {
				arn,
				call: call.name,
				what: guardDutyTagKey,
				wanted: value ?? 'absent',
				// Tags that the answer did not include are not the same as an absent tag.
				seen: ({tags}) => tags && (tags.find(({key}) => key === guardDutyTagKey)?.value ?? 'absent'),
			});
		},
	};
}
