import {createRandom} from '../random.js';

/** The EBS volume that a task got, where its definition asks for one. */
export function volumeId(task: {readonly id: string}): string {
	return `vol-${createRandom(`volume ${task.id}`).hex(17)}`;
}
