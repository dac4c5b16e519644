import {type QueryFault} from '../../world/telemetry.js';
import {addCluster, hourMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

const clusters: readonly {readonly name: string; readonly queryFault?: QueryFault}[] = [
	{name: 'query-works'},
	{name: 'query-fails', queryFault: 'fail'},
	{name: 'query-times-out', queryFault: 'timeout'},
	{name: 'query-hangs', queryFault: 'hang'},
];

/** A cluster for each way in which a query of its performance logs can end. */
export const usageQueries: Scenario = {
	name: 'usage-queries',
	summary: 'queries of performance logs that work, fail, time out and never end, cluster by cluster',
	account: demo.account,
	fill(world) {
		for (const {name, queryFault} of clusters) {
			const logs = queryFault ? {queryFault} : {};
			addCluster(world, {name, tags: {GuardDutyManaged: 'true'}, insights: 'enabled', logs}, cluster => {
				addService(world, cluster, {
					name: `${name}-app`,
					tasks: 2,
					deployedAgoMs: 20 * hourMs,
					agent: 'running',
				});
			});
		}
	},
};
