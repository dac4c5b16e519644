import {addCluster, hourMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
const classes = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'] as const;

/** A cluster for each log class: the second can be queried but not read, the third neither. */
export const usageClasses: Scenario = {
	name: 'usage-classes',
	summary: 'performance logs in groups of every log class',
	account: demo.account,
	fill(world) {
		for (const groupClass of classes) {
			const name = `class-${groupClass.toLowerCase().replaceAll('_', '-')}`;
			const plan = {name, tags: {GuardDutyManaged: 'true'}, insights: 'enabled', logs: {groupClass}} as const;
			addCluster(world, plan, cluster => {
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
