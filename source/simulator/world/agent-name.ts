import {createRandom} from '../random.js';

/** The sidecar's name: the suffix differs from task to task. */
export function agentName(task: {readonly id: string}): string {
	return `aws-guardduty-agent-${createRandom(`agent of ${task.id}`).letters(6)}`;
}
