import {type ClusterArn, type FindingArn, parseArn, type ServiceArn, type TaskArn} from '../../domain/arn.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {memoBy} from '../memo.js';
import {type Place} from '../view.js';

type Where = Pick<FindingSummary, 'clusterArn' | 'clusterName' | 'serviceName' | 'taskArn'>;

type Named = Pick<FindingSummary, 'arn' | 'id' | 'accountId' | 'region' | 'detectorId'>;

/** Returns the ARN of a finding: its own, or one by AWS's pattern where what it calls so does not name it. */
export const findingArn = memoBy(
	({arn, id, accountId, region, detectorId = 'unknown'}: Named): FindingArn => {
		const own =
			findingIdIn(arn) === id
				? arn
				: `arn:aws:guardduty:${region}:${accountId}:detector/${detectorId}/finding/${id}`;
		return own as FindingArn;
	},
);

/** Returns the place of a finding's detail. */
export function findingPlace(finding: Named): Place {
	return placeOfArn(findingArn(finding));
}

/** Returns the place of the detail of a finding that is only named, as an attack sequence is by its members. */
export function placeOfArn(arn: string): Place {
	// GuardDuty names it so itself.
	return {view: 'finding', subject: arn as FindingArn};
}

/** Returns the place of the detail of a finding that a sequence names by its id; they share a detector. */
export function memberPlace(sequence: Named, id: string): Place {
	return placeOfArn(findingArn(sequence).replace(/[^/]+$/, id));
}

/**
 * Returns the cluster of a finding: the one in the ARN of its task, which ECS answers about, else the one that it
 * names. Undefined where neither has the shape of an ARN.
 */
export function clusterOf({
	clusterArn,
	taskArn,
}: Pick<Where, 'clusterArn' | 'taskArn'>): ClusterArn | undefined {
	const task = asTaskArn(taskArn);
	return asClusterArn(task?.replace(/:task\/([^/]+)\/.*$/, ':cluster/$1')) ?? asClusterArn(clusterArn);
}

/** Returns a text as a cluster's ARN when it has the shape of one: what is asked of ECS must not be any text. */
function asClusterArn(text: string | undefined): ClusterArn | undefined {
	return isShaped(text, /^cluster\/[A-Za-z0-9_-]{1,255}$/) ? (text as ClusterArn) : undefined;
}

/** Returns a text as a task's ARN when it has the shape of one that names its cluster. */
export function asTaskArn(text: string | undefined): TaskArn | undefined {
	return isShaped(text, /^task\/[A-Za-z0-9_-]{1,255}\/[0-9a-f-]{32,36}$/) ? (text as TaskArn) : undefined;
}

function isShaped(text: string | undefined, shape: RegExp): boolean {
	const parts = text === undefined ? undefined : parseArn(text);
	return parts?.service === 'ecs' && shape.test(parts.resource);
}

/** Returns the ARN of the service that a finding's task belongs to, by the documented pattern; undefined for none. */
export function serviceOf({serviceName, ...finding}: Where): ServiceArn | undefined {
	const parts = parseArn(clusterOf(finding) ?? '');
	if (!parts || serviceName === undefined || !/^[A-Za-z0-9_-]{1,255}$/.test(serviceName)) {
		return undefined;
	}

	const {partition, region, account, resource} = parts;
	const cluster = resource.replace(/^cluster\//, '');
	return `arn:${partition}:ecs:${region}:${account}:service/${cluster}/${serviceName}` as ServiceArn;
}

/** Returns a finding's id by its ARN; undefined for anything else. */
export function findingIdIn(arn: string | undefined): string | undefined {
	const parts = arn === undefined ? undefined : parseArn(arn);
	return parts?.service === 'guardduty'
		? /^detector\/[^/]+\/finding\/([^/]+)$/.exec(parts.resource)?.[1]
		: undefined;
}

/** Returns the attack sequence whose findings a place lists, by its ARN; undefined for any other list. */
export function sequenceOfPlace({view, subject}: Place): string | undefined {
	return view === 'findings' ? subject : undefined;
}
