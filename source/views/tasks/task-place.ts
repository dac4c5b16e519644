import {serviceArnOf} from '../places.js';
import {type Place} from '../view.js';
import {type TaskRow} from './task-row.js';

/** Returns the place of one task's detail. */
export function taskPlace({arn, clusterArn, known}: TaskRow): Place {
	const service = known && serviceArnOf(known.task);
	return {view: 'task', cluster: clusterArn, task: arn, ...(service ? {service} : {})};
}
