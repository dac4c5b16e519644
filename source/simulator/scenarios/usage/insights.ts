import {addCluster, addDefinition, type ClusterPlan, dayMs, hourMs, minuteMs} from '../build.js';
import {addService, addTask} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

const managed = {GuardDutyManaged: 'true'};

/** Clusters without records, or with records of a part of their tasks, each for another reason. */
export const usageInsights: Scenario = {
	name: 'usage-insights',
	summary: 'Container Insights off, turned on or off later, on without a task, just begun',
	account: demo.account,
	fill(world) {
		const withTasks = (plan: ClusterPlan): void => {
			addCluster(world, {tags: managed, ...plan}, cluster => {
				const shared = {tasks: 2, agent: 'running'} as const;
				addService(world, cluster, {...shared, name: `${plan.name}-old`, deployedAgoMs: 2 * dayMs});
				addService(world, cluster, {...shared, name: `${plan.name}-new`, deployedAgoMs: hourMs});
			});
		};

		withTasks({name: 'insights-on', insights: 'enabled'});
		withTasks({name: 'insights-off', insights: 'disabled'});
		// Between the two services: the setting takes effect for new tasks.
		withTasks({
			name: 'insights-late',
			insightsChanges: [
				{agoMs: 40 * dayMs, value: 'disabled'},
				{agoMs: 5 * hourMs, value: 'enhanced'},
			],
		});
		// After both: no task tells anything, so that there is no group either.
		withTasks({
			name: 'insights-too-late',
			insightsChanges: [
				{agoMs: 40 * dayMs, value: 'disabled'},
				{agoMs: 10 * minuteMs, value: 'enabled'},
			],
		});
		withTasks({
			name: 'insights-ended',
			insightsChanges: [
				{agoMs: 40 * dayMs, value: 'enabled'},
				{agoMs: 30 * minuteMs, value: 'disabled'},
			],
		});
		addCluster(world, {name: 'insights-no-task', tags: managed, insights: 'enabled'}, cluster => {
			addService(world, cluster, {name: 'nothing-yet', tasks: 0, deployedAgoMs: 3 * dayMs});
		});
		addCluster(world, {name: 'insights-just-begun', tags: managed, insights: 'enabled'}, cluster => {
			addTask(world, cluster, {
				definition: addDefinition(world, {family: 'just-begun'}),
				startedAgoMs: 110_000,
				agent: 'running',
			});
		});
	},
};
