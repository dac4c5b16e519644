import {type ClusterArn, type ServiceArn, type TaskArn} from '../../source/domain/arn.js';
import {type Collection, type Fetched} from '../../source/domain/fetched.js';
import {
	type Cluster,
	type Container,
	type Detector,
	type Service,
	type Task,
} from '../../source/domain/resources.js';
import {type Read} from '../../source/store/read.js';
import {accountSettingRead} from '../../source/store/reads/account-setting.js';
import {administratorRead} from '../../source/store/reads/administrator.js';
import {clustersRead} from '../../source/store/reads/clusters.js';
import {detectorRead} from '../../source/store/reads/detector.js';
import {servicesRead} from '../../source/store/reads/services.js';
import {tasksRead} from '../../source/store/reads/tasks.js';
import {type Snapshot} from '../../source/store/snapshot.js';
import {chartCaption} from '../../source/views/chart.js';
import {columnGap, cutCell, fitColumns, pad, tellingColumns} from '../../source/views/fit.js';
import {createListModel, type ListQuery} from '../../source/views/list-model.js';
import {type Block, type ListView, type Place} from '../../source/views/view.js';
import * as domain from '../domain/build.js';

export const now = Date.UTC(2026, 10, 23, 12, 4);
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** When the lists of these tests were read. */
export const readAt = now - 12_000;

const prefix = 'arn:aws:ecs:eu-west-1:111122223333';
export const clusterArn = (name: string) => `${prefix}:cluster/${name}` as ClusterArn;
export const serviceArn = (cluster: string, name: string) =>
	`${prefix}:service/${cluster}/${name}` as ServiceArn;
export const taskArn = (cluster: string, id: string) => `${prefix}:task/${cluster}/${id}` as TaskArn;

export function aCluster(name: string, facts: Partial<Cluster> = {}): Cluster {
	return domain.aCluster([], {
		arn: clusterArn(name),
		name,
		containerInsights: 'disabled',
		capacityProviders: ['FARGATE'],
		...facts,
	});
}

export const optedIn = [{key: 'GuardDutyManaged', value: 'true'}];
export const excluded = [{key: 'GuardDutyManaged', value: 'false'}];

export function aService(cluster: string, name: string, facts: Partial<Service> = {}): Service {
	return domain.aService({
		arn: serviceArn(cluster, name),
		clusterArn: clusterArn(cluster),
		name,
		desired: 2,
		running: 2,
		deployments: [domain.aDeployment({createdAt: now - 3 * hourMs, desired: 2, running: 2})],
		...facts,
	});
}

/** Returns a task id of 32 hexadecimal digits that begins so. */
export function taskId(start: string): string {
	return start.padEnd(32, '0');
}

export function aTask(cluster: string, start: string, facts: Partial<Task> = {}): Task {
	const id = taskId(start);
	return domain.aTask({
		arn: taskArn(cluster, id),
		id,
		clusterArn: clusterArn(cluster),
		createdAt: now - 2 * hourMs - 30_000,
		startedAt: now - 2 * hourMs,
		containers: [domain.app, anAgent()],
		...facts,
	});
}

/** Returns what makes a task one of a service. */
export function ofService(name: string): Partial<Task> {
	return {group: `service:${name}`, serviceName: name};
}

export function anAgent(facts: Partial<Container> = {}): Container {
	return domain.agent({
		image: '694911143906.dkr.ecr.eu-west-1.amazonaws.com/aws-guardduty-agent-fargate:v1.17.1-Fg_x86_64',
		...facts,
	});
}

/** Returns a list as it is after it was read whole. */
export function listed<T extends {readonly arn: string}>(
	values: readonly T[],
	facts: Partial<Collection<T>> = {},
): Collection<T> {
	return {
		rows: values.map(value => ({key: value.arn, value, at: readAt})),
		isComplete: true,
		listedAt: readAt,
		...facts,
	};
}

export function fresh<T>(value: T): Fetched<T> {
	return {status: 'fresh', value, at: readAt};
}

/** One read with what it holds. */
export type Holding = readonly [key: string, value: unknown];

export function holding<Params, T>(read: Read<Params, T>, params: Params, value: T): Holding {
	return [`${read.id} ${read.key(params)}`, value];
}

/** Returns a snapshot that holds these; everything else is as before the first answer. */
export function aSnapshot(holdings: readonly Holding[], facts: Partial<Snapshot> = {}): Snapshot {
	const held = new Map(holdings);
	return {
		scope: {region: 'eu-west-1'},
		isReadOnly: false,
		isPaused: false,
		get<Params, T>(read: Read<Params, T>, params: Params): T {
			const key = `${read.id} ${read.key(params)}`;
			return held.has(key) ? (held.get(key) as T) : read.initial;
		},
		isLoading: () => false,
		meter: {usedPercent: 0, sent: 0, throttled: 0},
		errors: [],
		runs: [],
		journal: [],
		seenTask: () => undefined,
		...facts,
	};
}

/** Returns what GuardDuty says: Runtime Monitoring on, the automated agent off, unless told otherwise. */
export function gates(
	detector: Fetched<Detector | undefined> = fresh(domain.aDetector({})),
): readonly Holding[] {
	return [
		holding(detectorRead, undefined, detector),
		holding(administratorRead, undefined, fresh(undefined)),
		holding(accountSettingRead, undefined, fresh({name: 'guardDutyActivate', value: 'on'})),
	];
}

/** Returns one cluster with its services and tasks, and GuardDuty as `gates`. */
export function aShop(
	cluster: Cluster,
	{services = [], tasks = []}: {services?: readonly Service[]; tasks?: readonly Task[]},
): readonly Holding[] {
	return [
		...gates(),
		holding(clustersRead, undefined, listed([cluster])),
		holding(servicesRead, cluster.arn, listed(services)),
		holding(tasksRead, cluster.arn, listed(tasks)),
	];
}

/** Returns a list as the console draws it, without colours. */
export function drawn<Row>(
	view: ListView<Row>,
	{
		snapshot,
		place = {view: view.id},
		width = 140,
		isWide = false,
		query = {isFaultsOnly: false},
	}: {snapshot: Snapshot; place?: Place; width?: number; isWide?: boolean; query?: ListQuery},
): string {
	const {rows} = createListModel(view)(view.rows(snapshot, place), query);
	const fitted = fitColumns(tellingColumns(view.columns, rows), width, isWide, place);
	const line = (texts: readonly string[]): string => texts.join(' '.repeat(columnGap)).trimEnd();
	return [
		line(fitted.map(({column, width: own}) => pad(column.heading, own, column.align))),
		...rows.map(row =>
			line(
				fitted.map(({column, width: own}) =>
					pad(cutCell(column, column.cell(row, now).text, own), own, column.align),
				),
			),
		),
	].join('\n');
}

/** Returns a text written in a test without the first line break and the indentation that all its lines share. */
export function text(written: string): string {
	const lines = written.split('\n').slice(1, -1);
	const indents = lines.filter(line => line.trim() !== '').map(line => /^\t*/.exec(line)![0].length);
	const indent = Math.min(...indents);
	return lines.map(line => line.slice(indent)).join('\n');
}

/** Returns blocks as text: headings, facts, lines and tables. */
export function written(blocks: readonly Block[]): string {
	return blocks
		.flatMap(block => {
			switch (block.kind) {
				case 'facts':
					return [`# ${block.heading}`, ...block.facts.map(({label, value}) => `${label}: ${value.text}`)];
				case 'lines':
					return [`# ${block.heading}`, ...block.lines.map(line => line.text)];
				case 'table':
					return [`# ${block.heading}`, block.columns.join(' | '), ...block.rows.map(row => row.join(' | '))];
				case 'chart':
					return [`# ${block.heading}`, chartCaption(block.chart)];
				default:
					return block satisfies never;
			}
		})
		.join('\n');
}
