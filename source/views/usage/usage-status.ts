import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {costOf} from '../../domain/usage/bill.js';
import {type Usage, type UsageGap, type UsageWindow} from '../../domain/usage/usage.js';
import {type UsageSettings} from '../../domain/usage/usage-settings.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {type Snapshot} from '../../store/snapshot.js';
import {amountText, bytesText, memoryText, moneyText} from '../amounts.js';
import {groupFailures, statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {memoBy} from '../memo.js';
import {counted} from '../plural.js';
import {type Cell, type ListStatus, type Place} from '../view.js';
import {isAwaited} from './awaited.js';
import {ceilingText, gapWord, refusalText} from './gap-text.js';
import {windowAt} from './level.js';
import {usageIn, usageQuery, usageSettingsIn} from './usage-query.js';
import {type EntityRow} from './usage-row.js';
import {agentsAt} from './usage-rows.js';

/** Minutes come up to 2.5 minutes late and are asked for once a minute. */
const minutesLiveMs = 240_000;

/** Returns how sure the rows of a place of usage are, what asking cost, and the totals of what they show. */
export function usageStatus(snapshot: Snapshot, place: Place): ListStatus {
	const totals = totalsCells(agentsAt(snapshot, place));
	return usageStatusWith(snapshot, place, isUnfinished(snapshot, place) ? totals.map(soFar) : totals);
}

/** Returns how sure what is made of the usage of a place is, and what asking cost; `sums` are told after that. */
export function usageStatusWith(snapshot: Snapshot, place: Place, sums: readonly Cell[]): ListStatus {
	const clusters = statusOf([{what: 'clusters', collection: snapshot.get(clustersRead, undefined)}]);
	const query = usageQuery(snapshot, place);
	const usage = usageIn(snapshot, place);
	if (!usage || !query) {
		return clusters;
	}

	const failure = clusters.failure ?? failureOfAll(usage, query.clusters.length);
	const gaps = [...usage.gaps];
	const hindered = gaps.filter(([, {kind}]) => hindering.has(kind));
	const isPartial = clusters.isPartial || usage.isPartial || hindered.length > 0;
	const {isMinutes, paceMs} = windowSpans[windowAt(place)];
	const [first, ...rest] = costCells(usage, usageSettingsIn(snapshot));
	const notice =
		isPartial && !clusters.failure ? noticeOf(windowAt(place), hindered, usage.byEvents && first) : undefined;
	return {
		// While nothing of this window has come the list is not read, whatever else of these clusters is.
		...(usage.readAt !== undefined && (usage.entities.length > 0 || !usage.isPartial)
			? {at: usage.readAt}
			: {}),
		livesMs: isMinutes ? minutesLiveMs : paceMs + minutesLiveMs,
		isPartial,
		...(isUnfinished(snapshot, place) && {isUnfinished: true}),
		...(clusters.progress && {progress: clusters.progress}),
		...(failure && {failure}),
		...(notice && {notice}),
		...(gaps.some(([, {kind}]) => kind === 'ceiling') && {isHeldBack: true}),
		summary: first,
		further: [...(notice && !notice.text.startsWith(first.text) ? [first] : []), ...rest, ...sums],
		errors: [...clusters.errors, ...failuresOf(usage)],
	};
}

function isUnfinished(snapshot: Snapshot, place: Place): boolean {
	const usage = usageIn(snapshot, place);
	return usageQuery(snapshot, place)?.clusters.some(cluster => isAwaited(usage, cluster)) ?? false;
}

/** Gaps that come of asking, and not of how the cluster is set up: a script is told that the list is not whole. */
const hindering: ReadonlySet<UsageGap['kind']> = new Set([
	'query-failed',
	'failure',
	'no-queries',
	'query-ignored',
	'cut',
	'ceiling',
	'log-class',
]);

/** Undefined where the errors tell it better. */
function noticeOf(
	window: UsageWindow,
	hindered: readonly (readonly [ClusterArn, UsageGap])[],
	byEvents: Cell | undefined,
): Cell | undefined {
	const ceiling = hindered.find(([, gap]) => gap.kind === 'ceiling')?.[1];
	if (ceiling?.kind === 'ceiling') {
		return {text: ceilingText(ceiling), tone: 'warning'};
	}

	const [first] = hindered;
	if (first?.[1].kind === 'no-queries') {
		return {
			text: `${window} needs queries (${refusalText(first[1].failure)}); ${keyNames.window}: 15m or 1h`,
			tone: 'warning',
		};
	}

	if (hindered.some(([, {kind}]) => kind === 'failure')) {
		return undefined;
	}

	if (first) {
		const more = hindered.length > 1 ? ` and ${hindered.length - 1} more` : '';
		return {text: `partial: ${gapWord(first[1])} in ${shortName(first[0])}${more}`, tone: 'warning'};
	}

	return byEvents
		? {...byEvents, text: `${byEvents.text} …`}
		: {text: `asking CloudWatch Logs for the last ${window}`, tone: 'accent'};
}

/** One line for each kind of failure: a permission that is missing is missing in every cluster. */
const failuresOf = memoBy(({gaps}: Usage): ListStatus['errors'] => {
	const failed = [...gaps].flatMap(([cluster, gap]) =>
		'failure' in gap ? [{cluster, failure: gap.failure}] : [],
	);
	return groupFailures(failed.map(({failure}) => failure)).map(({failure, count}) => {
		const only = count === 1 ? failed.find(one => one.failure === failure)?.cluster : undefined;
		return {what: `usage of ${only ? shortName(only) : counted(count, 'cluster')}`, failure};
	});
});

/** Why nothing could be read at all: where some clusters could, it is theirs alone. */
function failureOfAll({entities, gaps}: Usage, clusters: number): Failure | undefined {
	const failures = [...gaps.values()].flatMap(gap => ('failure' in gap ? [gap.failure] : []));
	return entities.length === 0 && failures.length === clusters ? failures[0] : undefined;
}

/** What all agents of the place use now; of those that told nothing the sum can't be, so it says of how many it is. */
const totalsCells = memoBy((agents: readonly EntityRow[]): readonly Cell[] => {
	const current = agents.filter(({isOver}) => !isOver).map(({entity}) => entity.stats);
	const told = current.filter(({memory, cpu}) => memory.now !== undefined && cpu.now !== undefined);
	const sum = (metric: 'cpu' | 'memory') =>
		current.reduce((total, stats) => total + (stats[metric].now ?? 0), 0);
	if (told.length === 0) {
		// A zero would say that they use nothing.
		return [{text: 'no agent measured'}];
	}

	const of = told.length < current.length ? `${told.length} of ` : '';
	return [
		{text: `${of}${counted(current.length, 'agent')} ${memoryText(sum('memory'))}`},
		{text: `${amountText(sum('cpu'), 'units')} CPU units`},
	];
});

function soFar({text}: Cell): Cell {
	return {text: `${text} so far`};
}

/** Returns what asking costs. It comes first and is short: a terminal of 80 columns has room for little more. */
export const costCells = memoBy(
	({bill, byEvents}: Usage, {logsPricePerGb}: UsageSettings): readonly [Cell, ...(readonly Cell[])] => {
		const cost = (bytes: number) =>
			bytes === 0 ? 'nothing' : `${bytesText(bytes)} ${moneyText(costOf(bytes, logsPricePerGb))}`;
		const scanned = {text: `bill: now ${cost(bill.lastBytes)}, 1h ${cost(bill.hourBytes)}`};
		if (!byEvents) {
			return [scanned];
		}

		const {clusters, failure} = byEvents;
		return [
			{
				text: `${refusalText(failure)}: ${bytesText(bill.filteredBytes)} by FilterLogEvents`,
				tone: 'warning',
			},
			{text: `in ${counted(clusters, 'cluster')}`},
			...(bill.hourBytes > 0 ? [scanned] : []),
		];
	},
);
