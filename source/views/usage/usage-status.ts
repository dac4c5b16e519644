import {shortName} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {costOf} from '../../domain/usage/bill.js';
import {type Usage, type UsageBill, type UsageGap, type UsageWindow} from '../../domain/usage/usage.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {type Snapshot} from '../../store/snapshot.js';
import {amountText, bytesText, memoryText, moneyText} from '../amounts.js';
import {groupFailures, statusOf} from '../held.js';
import {memoBy} from '../memo.js';
import {counted} from '../plural.js';
import {type Cell, type ListStatus, type Place} from '../view.js';
import {ceilingText, gapWord} from './gap-text.js';
import {windowAt} from './level.js';
import {usageIn, usageQuery, usageSettingsIn} from './usage-query.js';
import {type EntityRow} from './usage-row.js';
import {agentsAt} from './usage-rows.js';

/** Minutes come up to 2.5 minutes late and are asked for once a minute. */
const minutesLiveMs = 240_000;

/** Returns how sure the rows of a place of usage are, and the totals of what they show. */
export function usageStatus(snapshot: Snapshot, place: Place): ListStatus {
	const clusters = statusOf([{what: 'clusters', collection: snapshot.get(clustersRead, undefined)}]);
	const query = usageQuery(snapshot, place);
	const usage = usageIn(snapshot, place);
	if (!usage || !query) {
		return clusters;
	}

	const failure = clusters.failure ?? failureOfAll(usage, query.clusters.length);
	const gaps = [...usage.gaps];
	const ceiling = gaps.find(([, gap]) => gap.kind === 'ceiling')?.[1];
	const hindered = gaps.filter(([, {kind}]) => hindering.has(kind));
	const isPartial = clusters.isPartial || usage.isPartial || hindered.length > 0;
	const {isMinutes, paceMs} = windowSpans[windowAt(place)];
	return {
		// While nothing of this window has come the list is not read, whatever else of these clusters is.
		...(usage.readAt !== undefined && (usage.entities.length > 0 || !usage.isPartial)
			? {at: usage.readAt}
			: {}),
		livesMs: isMinutes ? minutesLiveMs : paceMs + minutesLiveMs,
		isPartial,
		...(clusters.progress && {progress: clusters.progress}),
		...(failure && {failure}),
		...(isPartial && {notice: noticeOf(windowAt(place), ceiling, hindered)}),
		summary: {
			text: summaryText(agentsAt(snapshot, place), usage.bill, usageSettingsIn(snapshot).logsPricePerGb),
		},
		errors: [...clusters.errors, ...failuresOf(usage)],
	};
}

/** Gaps that come of asking, and not of how the cluster is set up: a script is told that the list is not whole. */
const hindering: ReadonlySet<UsageGap['kind']> = new Set([
	'query-failed',
	'failure',
	'query-ignored',
	'cut',
	'ceiling',
	'log-class',
]);

function noticeOf(
	window: UsageWindow,
	ceiling: UsageGap | undefined,
	hindered: readonly (readonly [string, UsageGap])[],
): Cell {
	if (ceiling?.kind === 'ceiling') {
		return {text: ceilingText(ceiling.spentBytes), tone: 'warning'};
	}

	const [first] = hindered;
	if (first) {
		const more = hindered.length > 1 ? ` and ${hindered.length - 1} more` : '';
		return {text: `partial: ${gapWord(first[1])} in ${shortName(first[0])}${more}`, tone: 'warning'};
	}

	return {text: `asking CloudWatch Logs for the last ${window}`, tone: 'accent'};
}

/** One line for each kind of failure: a permission that is missing is missing in every cluster. */
const failuresOf = memoBy(({gaps}: Usage): ListStatus['errors'] => {
	const failed = [...gaps].flatMap(([cluster, gap]) =>
		gap.kind === 'failure' ? [{cluster, failure: gap.failure}] : [],
	);
	return groupFailures(failed.map(({failure}) => failure)).map(({failure, count}) => {
		const only = count === 1 ? failed.find(one => one.failure === failure)?.cluster : undefined;
		return {what: `usage of ${only ? shortName(only) : counted(count, 'cluster')}`, failure};
	});
});

/** Why nothing could be read at all: where some clusters could, it is theirs alone. */
function failureOfAll({entities, gaps}: Usage, clusters: number): Failure | undefined {
	const failures = [...gaps.values()].flatMap(gap => (gap.kind === 'failure' ? [gap.failure] : []));
	return entities.length === 0 && failures.length === clusters ? failures[0] : undefined;
}

/** What all agents of the place use now; of those that told nothing the sum can't be, so it says of how many it is. */
const summaryText = memoBy((agents: readonly EntityRow[], bill: UsageBill, pricePerGb: number): string => {
	const current = agents.filter(({isOver}) => !isOver).map(({entity}) => entity.stats);
	const told = current.filter(({memory, cpu}) => memory.now !== undefined && cpu.now !== undefined);
	const sum = (metric: 'cpu' | 'memory') =>
		current.reduce((total, stats) => total + (stats[metric].now ?? 0), 0);
	const of = told.length < current.length ? `${told.length} of ` : '';
	return `${of}${counted(current.length, 'agent')} ${memoryText(sum('memory'))} ${amountText(sum('cpu'), 'units')} CPU units  ${billText(bill, pricePerGb)}`;
});

/** What the last hour of asking has cost: `12 MB scanned in 1h cost 0.00006`. */
function billText({hourBytes}: UsageBill, pricePerGb: number): string {
	return `${bytesText(hourBytes)} scanned in 1h cost ${moneyText(costOf(hourBytes, pricePerGb))} at ${pricePerGb}/GB`;
}
