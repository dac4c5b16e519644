import {type Oddity} from '../../world/telemetry.js';
import {addCluster, addDefinition, dayMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

const oddities: readonly Oddity[] = [
	...(['members missing', 'texts for numbers', 'escapes in names', 'counters backwards'] as const),
	...([
		'nothing reserved',
		'clock ahead',
		'clock behind',
		'late',
		'told twice',
		'not JSON',
		'nulls',
	] as const),
];

/** A service for each thing that can be wrong with records, and one with which nothing is wrong. */
export const usageOdd: Scenario = {
	name: 'usage-odd',
	summary: 'performance records that are odd: members missing, texts, escapes, clocks, late, twice, no JSON',
	account: demo.account,
	fill(world) {
		addCluster(world, {name: 'usage-odd', tags: {GuardDutyManaged: 'true'}, insights: 'enabled'}, cluster => {
			const shared = {tasks: 2, deployedAgoMs: 2 * dayMs, agent: 'running'} as const;
			for (const odd of oddities) {
				const name = odd.toLowerCase().replaceAll(' ', '-');
				const definition = addDefinition(world, {family: name});
				addService(world, cluster, {...shared, name, definition, usage: {app: 'steady', odd}});
			}

			addService(world, cluster, {...shared, name: 'as-it-should-be', usage: {app: 'steady'}});
		});
	},
};
