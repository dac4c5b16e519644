import {addCluster, addDefinition, hourMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** More than 10,000 records an hour, which is more than one page of an answer. */
export const usageMany: Scenario = {
	name: 'usage-many',
	summary: '250 tasks with agents in one cluster: more than 10,000 performance records in half an hour',
	account: demo.account,
	fill(world) {
		const plan = {name: 'usage-many', tags: {GuardDutyManaged: 'true'}, insights: 'enabled'} as const;
		addCluster(world, plan, cluster => {
			for (let index = 0; index < 10; index++) {
				const name = `service-${String(index + 1).padStart(2, '0')}`;
				addService(world, cluster, {
					name,
					tasks: 25,
					deployedAgoMs: (12 + index) * hourMs,
					agent: 'running',
					definition: addDefinition(world, {family: name, cpu: 512, memory: 1024}),
				});
			}
		});
	},
};
