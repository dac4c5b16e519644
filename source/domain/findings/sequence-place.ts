import {parseArn, shortName} from '../arn.js';
import {type FindingSummary, type Sequence} from './finding.js';
import {taskIdIn} from './task-id.js';

type Place = Pick<FindingSummary, 'clusterName' | 'clusterArn' | 'taskArn' | 'taskId'>;

/** Returns the one cluster and the one task that an attack sequence is about; with several none is named. */
export function placeInSequence(sequence: Sequence | undefined): Place {
	const arns = (sequence?.resources ?? []).map(({id}) => id).filter(id => parseArn(id)?.service === 'ecs');
	const cluster = only(arns.filter(arn => parseArn(arn)?.resource.startsWith('cluster/')));
	const task = only(arns.filter(arn => taskIdIn(arn) !== undefined));
	return {
		clusterArn: cluster,
		clusterName: cluster && shortName(cluster),
		taskArn: task,
		taskId: taskIdIn(task),
	};
}

function only<T>(items: readonly T[]): T | undefined {
	return items.length === 1 ? items[0] : undefined;
}
