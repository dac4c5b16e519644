import {addCluster, dayMs, hourMs} from './build.js';
import {type AgentPlan} from './build-agent.js';
import {addService} from './build-services.js';
import {type Scenario} from './scenario.js';

type Row = {
	readonly row: number;
	readonly summary: string;
	readonly detector: boolean;
	readonly monitoring: boolean;
	readonly automated: boolean;
	readonly tag?: string;
	/** Agents in what was deployed before the features and the tag became what they are, and after it. */
	readonly before: AgentPlan;
	readonly after: AgentPlan;
};

// docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html and
// docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-manage-subset-automatic.html
const rows: readonly Row[] = [
	{
		row: 1,
		summary: 'the detector is disabled',
		detector: false,
		monitoring: true,
		automated: true,
		tag: 'true',
		before: 'none',
		after: 'none',
	},
	{
		row: 2,
		summary: 'Runtime Monitoring is off, agents of earlier days are left',
		detector: true,
		monitoring: false,
		automated: true,
		tag: 'true',
		before: 'running',
		after: 'none',
	},
	{
		row: 3,
		summary: 'opted in by the account, no tag',
		detector: true,
		monitoring: true,
		automated: true,
		before: 'none',
		after: 'running',
	},
	{
		row: 4,
		summary: 'opted in by the account and by the tag',
		detector: true,
		monitoring: true,
		automated: true,
		tag: 'true',
		before: 'none',
		after: 'running',
	},
	{
		row: 5,
		summary: 'the tag excludes the cluster from the account’s opt-in',
		detector: true,
		monitoring: true,
		automated: true,
		tag: 'false',
		before: 'running',
		after: 'none',
	},
	{
		row: 6,
		summary: 'opted in by the tag alone',
		detector: true,
		monitoring: true,
		automated: false,
		tag: 'true',
		before: 'none',
		after: 'running',
	},
	{
		row: 7,
		summary: 'not opted in, agents of an earlier opt-in are left',
		detector: true,
		monitoring: true,
		automated: false,
		before: 'running',
		after: 'none',
	},
	{
		row: 8,
		summary: 'excluded by the tag, nothing to be excluded from',
		detector: true,
		monitoring: true,
		automated: false,
		tag: 'false',
		before: 'running',
		after: 'none',
	},
];

/** row1 … row8: one account for each row of the truth table of Fargate opt-in. */
export const truthTable: readonly Scenario[] = rows.map(row => ({
	name: `row${row.row}`,
	summary: `truth table row ${row.row}: ${row.summary}`,
	account: {
		detector: {
			enabled: row.detector,
			runtimeMonitoring: row.monitoring,
			fargateAgent: row.automated,
			ec2Agent: false,
			changedAgoMs: 3 * dayMs,
		},
		...(row.detector && row.monitoring && {guardDutyActivate: 'on'}),
	},
	fill(world) {
		const tags: Record<string, string> = row.tag === undefined ? {} : {GuardDutyManaged: row.tag};
		addCluster(world, {name: 'orders-prod', tags: {...tags, team: 'orders'}}, cluster => {
			addService(world, cluster, {
				name: 'orders-before',
				tasks: 2,
				deployedAgoMs: 9 * dayMs,
				agent: row.before,
			});
			addService(world, cluster, {
				name: 'orders-after',
				tasks: 2,
				deployedAgoMs: 20 * hourMs,
				agent: row.after,
			});
		});
		// A tag that is not exactly true or false is as good as none.
		addCluster(world, {name: 'orders-near-miss', tags: {GuardDutyManaged: 'TRUE'}}, cluster => {
			const isIn = row.detector && row.monitoring && row.automated;
			addService(world, cluster, {
				name: 'returns',
				tasks: 2,
				deployedAgoMs: 20 * hourMs,
				agent: isIn ? 'running' : 'none',
			});
		});
	},
}));
