/**
 * The key of each action, by its id in store/actions/registry.ts; a test holds that none lacks one and that no view
 * offers two on the same key. `R` restarts what is under the cursor: a service is redeployed, a standalone task replaced.
 * `U` undoes: an archived finding comes back, an isolated task gets its security groups back.
 */
export const actionKeys: {readonly [actionId: string]: string} = {
	'cluster.tag': 'T',
	'cluster.insights': 'I',
	'service.redeploy': 'R',
	'service.stop-rollout': 'B',
	'task.stop': 'S',
	'task.replace': 'R',
	'evidence.keep': 'E',
	'finding.archive': 'A',
	'finding.unarchive': 'U',
	'finding.feedback': 'F',
	'finding.samples': 'D',
	'task.isolate': 'N',
	'task.release': 'U',
};
