import {type ClusterArn, type ResourceArn} from '../../source/domain/arn.js';
import {type Action, type Plan, type PlanInput} from '../../source/store/actions/action.js';
import {type Catalog} from '../../source/ui/state/context.js';
import {type DetailView, type ListView, type Place, type View} from '../../source/views/view.js';
import {dataOf, type Item, wholeStatus} from './fakes.js';

// Two views over plain rows and two actions that show every kind of question: the console's inputs, kept small.

export const itemsView: ListView<Item> = {
	kind: 'list',
	id: 'clusters',
	title: () => 'clusters',
	wants: () => [],
	rows: snapshot => dataOf(snapshot).items,
	status: snapshot => dataOf(snapshot).status,
	key: row => row.arn,
	name: row => row.name,
	columns: [
		{
			id: 'name',
			heading: 'NAME',
			align: 'left',
			min: 10,
			max: 60,
			grows: true,
			priority: 1,
			cell: row => ({text: row.name}),
			value: row => row.name,
		},
		{
			id: 'agents',
			heading: 'AGENTS',
			align: 'right',
			min: 7,
			max: 12,
			priority: 2,
			cell: row => ({text: row.agents, tone: row.isFault ? 'fault' : 'plain'}),
			value: row => row.agents,
		},
		{
			id: 'tasks',
			heading: 'TASKS',
			align: 'right',
			min: 6,
			max: 8,
			priority: 3,
			cell: row => ({text: String(row.tasks)}),
			value: row => row.tasks,
		},
	],
	sort: {column: 'name', isDescending: false},
	verdict: row => (row.isFault ? 'fault' : 'ok'),
	freshness: row => ({at: row.at, failure: row.failure}),
	empty: () => 'no clusters in this Region; r reads again',
	hint: row => (row.isFault ? {text: `${row.name}: 1 task has no agent`, tone: 'fault'} : undefined),
	open: row => ({view: 'task', subject: row.arn as ResourceArn}),
	pivots: row => ({tree: {view: 'describe', subject: row.arn as ResourceArn}}),
	target: row => ({
		kind: 'cluster',
		arn: row.arn as ResourceArn,
		clusterArn: row.arn as ClusterArn,
		name: row.name,
	}),
	actions: ['cluster.tag', 'service.redeploy'],
	record: row => ({name: row.name, tasks: row.tasks}),
	members: ['name', 'tasks'],
};

function detail(id: string): DetailView {
	return {
		kind: 'detail',
		id,
		title: () => id,
		wants: () => [],
		status: () => wholeStatus,
		blocks: (snapshot, place) => [
			{
				kind: 'facts',
				heading: 'Task',
				facts: [
					{label: 'arn', value: {text: place.subject ?? ''}},
					{label: 'rows', value: {text: String(dataOf(snapshot).items.length)}},
				],
			},
			{
				kind: 'table',
				heading: 'Containers',
				columns: ['NAME', 'ROLE'],
				rows: [
					['api', 'app'],
					['aws-guardduty-agent-1', 'agent'],
				],
			},
			{
				kind: 'lines',
				heading: 'Log',
				lines: Array.from({length: 40}, (_, line) => ({text: `line ${line + 1}`})),
			},
		],
		pivots: () => ({}),
		target: () => undefined,
		actions: [],
	};
}

function plan(title: string, {targets, answers, snapshot}: PlanInput, protectedName?: string): Plan {
	return {
		title,
		changes: targets.map(({name}) => `${name}: GuardDutyManaged becomes ${answers.value ?? 'true'}`),
		keeps: ['running tasks keep running'],
		warnings: [
			'looks managed by Terraform: the next apply may remove the tag',
			...(dataOf(snapshot).items.length > 3 ? ['there are more clusters than there were'] : []),
		],
		steps: targets.map(({arn, name}) => ({
			id: arn,
			label: name,
			target: arn,
			calls: [
				{
					name: 'ecs:TagResource',
					input: {
						resourceArn: arn as ClusterArn,
						tags: [{key: 'GuardDutyManaged', value: answers.value ?? 'true'}],
					},
				},
			],
			run: async () => ({status: 'done', detail: 'GuardDutyManaged = true'}),
		})),
		waveSize: 2,
		confirm: protectedName === undefined ? {kind: 'y'} : {kind: 'type', text: protectedName},
	};
}

const tagAction: Action = {
	id: 'cluster.tag',
	label: 'tag',
	describes: 'set the tag GuardDutyManaged',
	appliesTo: ['cluster'],
	disabledReason: () => undefined,
	wants: () => [],
	questions: () => [
		{
			kind: 'choice',
			id: 'value',
			label: 'GuardDutyManaged',
			options: [
				{value: 'true', label: 'true', hint: 'opt in'},
				{value: 'false', label: 'false', hint: 'opt out'},
			],
			initial: 'true',
		},
	],
	plan: input => {
		const guarded = input.targets.find(({name}) => input.settings.isProtected(name));
		return plan('Set the tag GuardDutyManaged', input, guarded?.name);
	},
};

const redeployAction: Action = {
	...tagAction,
	id: 'service.redeploy',
	label: 'redeploy',
	describes: 'redeploy what is stale',
	appliesTo: ['cluster', 'service'],
	questions: () => [{kind: 'number', id: 'wave', label: 'Services at a time', initial: 2, min: 1, max: 10}],
	plan: input => plan('Redeploy', input),
};

export const fakeCatalog: Catalog = {
	views: new Map<string, View>([
		['clusters', itemsView],
		['task', detail('task')],
		['describe', detail('describe')],
	]),
	panes: [{key: '1', title: 'Clusters', place: {view: 'clusters'}, badge: () => '1!'}],
	actions: [tagAction, redeployAction],
	crumbs: (place: Place) => [
		'clusters',
		...(place.subject ? [place.subject.slice(place.subject.lastIndexOf('/') + 1)] : []),
	],
	headerWants: () => [],
	createArrivals: () => () => undefined,
};
