const words: {readonly [actionId: string]: string} = {
	'cluster.tag': 'tag cluster',
	'cluster.insights': 'set Container Insights',
	'service.redeploy': 'redeploy service',
	'service.stop-rollout': 'stop rollout',
	'task.stop': 'stop task',
	'task.replace': 'replace task',
	'task.isolate': 'isolate task',
	'task.release': 'release task',
	'evidence.keep': 'keep evidence',
	'finding.archive': 'archive finding',
	'finding.unarchive': 'unarchive finding',
	'finding.feedback': 'rate finding',
	'finding.samples': 'make sample findings',
};

/** Returns what an action does, as an order; its id where it is one of a newer console. */
export function actionWords(actionId: string): string {
	return Object.hasOwn(words, actionId) ? (words[actionId] ?? actionId) : actionId;
}
