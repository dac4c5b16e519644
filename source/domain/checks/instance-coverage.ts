import {fail, pass, unknown} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';

/** One instance without the agent makes the whole cluster unhealthy. docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html */
export const instanceCoverageCheck: Check = defineCheck({
	id: 'instance-coverage',
	title: 'agents of container instances',
	why: 'one instance without the agent makes the whole cluster unhealthy',
	level: 'cluster',
	stage: 'guardduty',
	needs: ['cluster', 'coverage'],
	skips({cluster}) {
		return factValue(cluster)?.containerInstances === 0 ? 'no container instances' : undefined;
	},
	judge({cluster, coverage}) {
		const counts = coverage.flatMap(({details}) =>
			details.type === 'ECS' ? (details.instances ?? []) : [],
		)[0];
		if (counts === undefined) {
			return unknown(`GuardDuty does not count the ${cluster.containerInstances} container instances`);
		}

		const {covered, compatible} = counts;
		const seen = `${covered} of ${compatible} container instances are covered`;
		if (covered < compatible) {
			return fail(seen, 'see the issues of the instances: kernel, Systems Manager, endpoint, agent');
		}

		return compatible < cluster.containerInstances
			? unknown(`${seen}, but the cluster has ${cluster.containerInstances}`)
			: pass(seen);
	},
});
