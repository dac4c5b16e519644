import {addCluster, addDefinition, dayMs} from '../build.js';
import {addService, addTask} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** What a reader of issues must stand: unknown wording, several in one text, very many, and texts that attack. */
export const coverageOdd: Scenario = {
	name: 'coverage-odd',
	summary: 'coverage issues with unknown wording, several in one text, and a thousand impacted tasks',
	account: demo.account,
	fill(world) {
		addCluster(
			world,
			{
				name: 'odd-issues',
				tags: {GuardDutyManaged: 'true'},
				issues: [
					'The moon was in the wrong phase for 3 tasks',
					"Agent not reporting for tasks in TaskDefinition - 'one:1'. ExitCode: 1 for tasks in TaskDefinition - 'two:2'",
					"Tasks started when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted task ID(s): 'f00dfeed",
					"Reason: \u001b]0;owned\u0007\u001b[2J\u202e it's 'quoted' for tasks in TaskDefinition - '決済:7'",
					'',
				],
			},
			cluster => {
				addService(world, cluster, {name: 'well', tasks: 1, deployedAgoMs: dayMs, agent: 'running'});
			},
		);
		addCluster(world, {name: 'odd-many', tags: {GuardDutyManaged: 'true'}}, cluster => {
			const definition = addDefinition(world, {family: 'map-reduce', revision: 3});
			for (let index = 0; index < 1000; index++) {
				addTask(world, cluster, {definition, startedAgoMs: 9 * dayMs});
			}
		});
	},
};
