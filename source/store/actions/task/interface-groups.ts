import {type StepContext, type StepEnd} from '../action.js';
import {readBack} from '../read-back.js';
import {type Look} from '../watch.js';
import {send} from '../write-end.js';

const everyMs = 2000;
/** EC2 is eventually consistent, in seconds. */
const patienceMs = 60_000;

type GroupsOf = {
	readonly networkInterfaceId: string;
	readonly groups: readonly string[];
	/** What it then is, e.g. `isolated`. */
	readonly done: string;
};

/** Replaces the security groups of a network interface and reads them back. */
export async function setGroups(
	context: StepContext,
	{networkInterfaceId, groups, done}: GroupsOf,
): Promise<StepEnd> {
	const call = {
		name: 'ec2:ModifyNetworkInterfaceAttribute',
		input: {networkInterfaceId, groups},
	} as const;
	return readBack(context, await send(context, call), {
		call: call.name,
		everyMs,
		patienceMs,
		doing: 'reading back the groups',
		whenLate: 'not seen yet after',
		whenAborted: 'the groups were not read back yet',
		look: () => look(context, {networkInterfaceId, groups, done}),
	});
}

async function look(context: StepContext, {networkInterfaceId, groups, done}: GroupsOf): Promise<Look> {
	const answer = await context.call('ec2:DescribeNetworkInterfaces', {
		networkInterfaceIds: [networkInterfaceId],
	});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const found = answer.value?.find(({id}) => id === networkInterfaceId);
	if (found === undefined) {
		return {
			status: 'ended',
			end: {
				status: 'failed',
				detail: `EC2 does not know ${networkInterfaceId} (any more): the task has ended`,
			},
		};
	}

	const seen = [...found.securityGroups].sort().join(', ');
	if (seen === [...groups].sort().join(', ')) {
		return {status: 'ended', end: {status: 'done', detail: `${done}: ${networkInterfaceId} has ${seen}`}};
	}

	const detail = `${networkInterfaceId} still has ${seen}`;
	context.progress({phase: 'verifying', detail});
	return {status: 'going', mark: '', detail};
}
