import {type ClusterArn} from '../../domain/arn.js';
import {type Usage, type UsageWindow} from '../../domain/usage/usage.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {type Read, type ReadContext} from '../read.js';
import {isEqual} from '../sharing.js';
import {composeUsage, isQueryable} from '../usage/compose.js';
import {createUsageDesk, type UsageDesk} from '../usage/desk.js';
import {forgiveFailures, type GroupState} from '../usage/group-state.js';
import {loadMinutes} from '../usage/load-minutes.js';
import {loadTotals} from '../usage/load-totals.js';
import {type Query, type Reader} from '../usage/query-office.js';

/** Whose usage, how far back. */
export type UsageQuery = {
	/** Sorted, none twice. */
	readonly clusters: readonly ClusterArn[];
	readonly window: UsageWindow;
	/** Bytes that queries may scan within an hour before nothing more is asked; no part of what is held. */
	readonly ceilingBytesPerHour?: number;
};

/** What comes in is shown this often, in milliseconds, however many pages an answer has. */
const publishEveryMs = 500;

/**
 * What containers and tasks of these clusters used, from the performance logs of Container Insights. Minutes are
 * asked for once, whatever windows and sets of clusters are looked at; it may be loaded as often as one likes, for
 * nothing is asked before there can be something new. What was held stays when asking fails.
 */
export const usageRead: Read<UsageQuery, Usage> = {
	id: 'usage',
	key: ({clusters, window}) => `${window} ${clusters.join(' ')}`,
	initial: {
		window: '1h',
		entities: [],
		headcounts: new Map(),
		gaps: new Map(),
		bill: {lastBytes: 0, hourBytes: 0, sessionBytes: 0, queries: 0, filteredBytes: 0},
		isPartial: true,
	},
	pacesItself: true,
	weight: usage => usage.entities.length + usage.headcounts.size,
	async load(context, query) {
		const desk = context.shared(createUsageDesk);
		const publishing = createPublishing(context, query, desk);
		// What another window or another set of clusters has read already is there at once.
		publishing.show();
		const all = query.clusters.flatMap(cluster => desk.group(cluster) ?? []);
		if (context.isByHand) {
			desk.directory.forgive();
			for (const state of all) {
				forgiveFailures(state);
			}
		}

		await desk.directory.look(all, context);
		const states = all.filter(state => state.exists && isQueryable(state));
		await ask(context, query, {desk, states, onNews: publishing.news});
		const untold = untoldIn(publishing.show());
		if (untold.length > 0 && !context.signal.aborted) {
			await desk.directory.lookAtInsights(untold, context);
			publishing.show();
		}
	},
};

async function ask(
	context: ReadContext<Usage>,
	{window, ceilingBytesPerHour = Number.POSITIVE_INFINITY}: UsageQuery,
	{
		desk,
		states,
		onNews,
	}: {readonly desk: UsageDesk; readonly states: readonly GroupState[]; readonly onNews: () => void},
): Promise<void> {
	const {office, directory} = desk;
	let hasBegun = false;
	const load = {
		office: {
			...office,
			run(query: Query, reader: Reader) {
				if (!hasBegun) {
					hasBegun = true;
					office.begin();
				}

				return office.run(query, reader);
			},
		},
		reader: context,
		now: () => context.now(),
		mayAsk: () => office.bill().hourBytes < ceilingBytesPerHour,
		onNews,
		onLost: (state: GroupState) => directory.lost(state),
	};
	const {isMinutes, ms} = windowSpans[window];
	return isMinutes ? loadMinutes({...load, windowMs: ms}, states) : loadTotals({...load, window}, states);
}

type Publishing = {
	/** Something is new: shown at once, or with what comes after it. */
	news(): void;
	/** Shows all that is known. */
	show(): Usage;
};

/** Returns the clusters of which nothing is told, which their settings may explain. */
function untoldIn({gaps}: Usage): readonly ClusterArn[] {
	return [...gaps].flatMap(([cluster, {kind}]) =>
		kind === 'no-log-group' || kind === 'no-records' || kind === 'insights-off' ? [cluster] : [],
	);
}

function createPublishing(context: ReadContext<Usage>, query: UsageQuery, desk: UsageDesk): Publishing {
	let toldAt: number | undefined;

	function show(): Usage {
		const usage = composeUsage(desk, query, context.now());
		// Most loads find that there can be nothing new, and that is no reason to draw.
		if (!isSameUsage(context.held(), usage)) {
			context.publish(usage);
		}

		return usage;
	}

	return {
		show,
		news() {
			if (toldAt === undefined || context.now() - toldAt >= publishEveryMs) {
				toldAt = context.now();
				show();
			}
		},
	};
}

function isSameUsage(one: Usage, other: Usage): boolean {
	const {entities, headcounts, gaps, ...rest} = one;
	const {entities: otherEntities, headcounts: otherHeadcounts, gaps: otherGaps, ...otherRest} = other;
	return (
		isEqual(rest, otherRest) &&
		isEqual([...gaps], [...otherGaps]) &&
		entities.length === otherEntities.length &&
		entities.every((entity, index) => entity === otherEntities[index]) &&
		headcounts.size === otherHeadcounts.size &&
		[...headcounts].every(([key, headcount]) => headcount === otherHeadcounts.get(key))
	);
}
