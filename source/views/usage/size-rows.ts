import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type Collection} from '../../domain/fetched.js';
import {groupBy} from '../../domain/group.js';
import {remembered} from '../../domain/remembered.js';
import {type Cluster, type Task} from '../../domain/resources.js';
import {type FargateSize, frequentSizes} from '../../domain/usage/fargate-sizes.js';
import {adviseSize} from '../../domain/usage/size-advice.js';
import {type Measured, type SizeAdvice, type SizeInput} from '../../domain/usage/size-terms.js';
import {type Usage, type UsageGap} from '../../domain/usage/usage.js';
import {type UsageSettings} from '../../domain/usage/usage-settings.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {heldValues} from '../held.js';
import {keepSame, memoBy} from '../memo.js';
import {type Place} from '../view.js';
import {isAwaited} from './awaited.js';
import {sizeHourIn, sizeUsageOf} from './size-hour.js';
import {measuredFamily} from './size-measured.js';
import {usageClusters, usageIn, usageSettingsIn} from './usage-query.js';
import {type EntityRow, type GapRow, keyOf} from './usage-row.js';
import {gapRowOf, measuredRows} from './usage-rows.js';

/** One task definition family of one cluster, and whether its size will do. */
export type FamilyRow = {
	readonly kind: 'family';
	readonly key: string;
	readonly name: string;
	readonly cluster: ClusterArn;
	readonly launchType?: string;
	/** How many sizes its tasks have: the advice is about the most frequent. */
	readonly sizes: number;
	readonly input: SizeInput;
	/** Why nothing was measured; `awaited` while its cluster is being asked. */
	readonly unmeasured?: UsageGap | 'awaited';
};

export type SizeRow = FamilyRow | GapRow;

/** Returns the advice of a row. */
export const adviceOf = remembered((row: FamilyRow): SizeAdvice => adviseSize(row.input));

/** Returns one row for each family of a place: measured ones, those of which only the size is known, clusters with neither. */
export function sizeRows(snapshot: Snapshot, place: Place): readonly SizeRow[] {
	const usage = usageIn(snapshot, place);
	const settings = usageSettingsIn(snapshot);
	const hour = sizeHourIn(snapshot, place);
	const measured = [usage, hour?.usage].flatMap(one =>
		one ? measuredFamilies(measuredRows(snapshot, one), one, settings) : [],
	);
	const known = new Set(measured.map(({key}) => key));
	const others = usageClusters(snapshot, place).flatMap(cluster =>
		unmeasuredIn(snapshot, cluster, {
			usage: sizeUsageOf(snapshot, place, cluster.arn),
			settings,
			known,
		}),
	);
	const here = place.cluster ? measured.filter(({cluster}) => cluster === place.cluster) : measured;
	return sameRows([...here, ...others]);
}

const sameRows = keepSame<SizeRow>();

/** Returns the row with the place's key, undefined when there is none (any more). */
export function sizeRowAt(snapshot: Snapshot, place: Place): SizeRow | undefined {
	return indexOf(sizeRows(snapshot, place)).get(place.item ?? '');
}

/** Returns the row of a family of a cluster. */
export function familyRow(
	snapshot: Snapshot,
	place: Place,
	{cluster, family}: {readonly cluster: ClusterArn; readonly family: string},
): FamilyRow | undefined {
	const row = indexOf(sizeRows(snapshot, place)).get(keyOf('size', cluster, family));
	return row?.kind === 'family' ? row : undefined;
}

const indexOf = memoBy((rows: readonly SizeRow[]) => new Map(rows.map(row => [row.key, row])));

const measuredFamilies = memoBy(
	(rows: readonly EntityRow[], usage: Usage, settings: UsageSettings): readonly FamilyRow[] => {
		const otherAgentCpu = busiestAgent(usage);
		const families = groupBy(
			rows.filter(({entity}) => familyNameOf(entity.family) !== undefined),
			({cluster, entity}) => keyOf('size', cluster, entity.family),
		);
		return [...families].flatMap(([key, members]) => {
			const [first] = members;
			return first?.entity.family === undefined
				? []
				: [
						rowOf(key, {
							cluster: first.cluster,
							name: first.entity.family,
							...measuredFamily(members),
							settings,
							otherAgentCpu,
						}),
					];
		});
	},
);

function familyNameOf(family: string | undefined): string | undefined {
	return family === '' ? undefined : family;
}

function busiestAgent({entities}: Usage): number | undefined {
	const known = entities.flatMap(({kind, stats}) => (kind === 'agent' ? (stats.cpu.p95 ?? []) : []));
	return known.length === 0 ? undefined : known.reduce((most, one) => Math.max(most, one));
}

type FamilyFacts = {
	readonly cluster: ClusterArn;
	readonly name: string;
	readonly sizes: readonly FargateSize[];
	readonly launchType: string | undefined;
	readonly app: {readonly cpu: Measured; readonly memory: Measured};
	readonly agent: {readonly cpu: Measured; readonly memory: Measured};
	readonly overrideMiB: number | undefined;
	readonly tasks: number;
	readonly samples: number;
	readonly spanMinutes: number;
	readonly settings: UsageSettings;
	readonly otherAgentCpu: number | undefined;
};

function rowOf(key: string, facts: FamilyFacts): FamilyRow {
	const {cluster, name, sizes, launchType, app, agent, tasks, samples, spanMinutes, settings} = facts;
	const {overrideMiB, otherAgentCpu} = facts;
	const {fargatePrice: price, sizeMarginPercent: marginPercent} = settings;
	return {
		kind: 'family',
		key,
		name,
		cluster,
		...(launchType !== undefined && {launchType}),
		sizes: sizes.length,
		input: {
			size: sizes[0],
			app,
			agent,
			...(overrideMiB !== undefined && {overrideMiB}),
			...(otherAgentCpu !== undefined && {otherAgentCpu}),
			...(price && {price}),
			marginPercent,
			tasks,
			samples,
			spanMinutes,
		},
	};
}

/** Families of a cluster whose tasks are known, but nothing of what they used; where not even those are, the gap. */
function unmeasuredIn(
	snapshot: Snapshot,
	cluster: Cluster,
	{
		usage,
		settings,
		known,
	}: {
		readonly usage: Usage | undefined;
		readonly settings: UsageSettings;
		readonly known: ReadonlySet<string>;
	},
): readonly SizeRow[] {
	const rows = familiesOfTasks(snapshot.get(tasksRead, cluster.arn), cluster.arn, settings).filter(
		({key}) => !known.has(key),
	);
	const gap = gapRowOf(cluster, usage);
	if (rows.length === 0) {
		return gap ? [gap] : rows;
	}

	const why = gap?.gap ?? (isAwaited(usage, cluster.arn) ? 'awaited' : undefined);
	return why ? rows.map(row => unmeasured(row, why)) : rows;
}

const unmeasured = memoBy(
	(row: FamilyRow, why: UsageGap | 'awaited'): FamilyRow => ({...row, unmeasured: why}),
);

const familiesOfTasks = memoBy(
	(tasks: Collection<Task>, cluster: ClusterArn, settings: UsageSettings): readonly FamilyRow[] => {
		const live = heldValues(tasks).filter(({lastStatus}) => lastStatus !== 'STOPPED');
		const families = groupBy(live, ({taskDefinition}) => familyIn(taskDefinition));
		return [...families].map(([family, members]) =>
			rowOf(keyOf('size', cluster, family), {
				cluster,
				name: family,
				sizes: sizesOf(members),
				launchType: members[0]?.launchType,
				app: {cpu: {}, memory: {}},
				agent: {cpu: {}, memory: {}},
				overrideMiB: undefined,
				tasks: members.length,
				samples: 0,
				spanMinutes: 0,
				settings,
				otherAgentCpu: undefined,
			}),
		);
	},
);

/** `family:7` without its revision. */
function familyIn(taskDefinition: string): string {
	return shortName(taskDefinition).replace(/:\d+$/, '');
}

function sizesOf(tasks: readonly Task[]): readonly FargateSize[] {
	return frequentSizes(tasks.map(({cpuUnits, memoryMiB}) => ({cpuUnits, memoryMiB})));
}
