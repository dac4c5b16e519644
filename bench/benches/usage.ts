import {createAccount} from '../../source/aws/account.js';
import {type ClusterArn} from '../../source/domain/arn.js';
import {minutesQuery} from '../../source/domain/usage/query-text.js';
import {startSimulator} from '../../source/simulator/simulator.js';
import {want} from '../../source/store/read.js';
import {usageRead} from '../../source/store/reads/usage.js';
import {drivenStore} from '../../test/store/usage/driven-store.js';
import {type Result, resultOf} from '../stats.js';

const minute = 60_000;
const watchedMinutes = 60;

/**
 * An hour of watching the usage of a cluster with 250 tasks, against asking for the last hour anew every minute, which
 * is what a person, or a dashboard, would do: bytes that Logs Insights scans, and requests. The time is driven. How much memory it takes a test holds
 * (test/domain/usage/memory.test.ts), for here the simulator is in the same process.
 */
export async function usage(): Promise<readonly Result[]> {
	const time = {now: Date.UTC(2026, 10, 28, 10, 0, 40)};
	const simulator = await startSimulator({
		scenario: 'usage-many',
		clock: {now: () => time.now, after: () => () => {}},
	});
	const account = createAccount({
		region: simulator.region,
		endpointUrl: simulator.url,
		credentials: simulator.credentials,
		now: () => time.now,
	});
	const signal = new AbortController().signal;
	const listed = await account.call('ecs:ListClusters', {}, {signal});
	const clusters = listed.ok ? listed.value.items : [];
	const {store, sent, advance} = drivenStore(account, time);
	const query = {clusters: [...clusters].sort() as readonly ClusterArn[], window: '1h'} as const;

	store.want([want(usageRead, query, {everyMs: minute, priority: 0})]);
	// The first hour is the price of opening the pane; an hour of watching comes after it.
	await advance(2 * minute);
	const opened = store.snapshot().get(usageRead, query).bill.sessionBytes;
	const openedCalls = sent.length;
	for (let passed = 0; passed < watchedMinutes; passed++) {
		store.touch();
		await advance(minute);
	}

	const watched = store.snapshot().get(usageRead, query).bill.sessionBytes - opened;
	const naive = await naiveBytes(account, clusters, {now: time.now, advance});
	const closed = store.close();
	await advance(2000);
	await closed;
	await simulator.stop();
	const mb = (bytes: number) => bytes / 1024 ** 2;
	return [
		resultOf('usage: scanned to open the pane, 250 tasks', [mb(opened)], 'MB'),
		resultOf('usage: scanned in an hour of watching', [mb(watched)], 'MB'),
		resultOf('usage: the same by the naive query each minute', [mb(naive * watchedMinutes)], 'MB'),
		resultOf('usage: share of the naive bytes', [(100 * watched) / (naive * watchedMinutes)], '%', 10),
		resultOf('usage: requests in that hour', [sent.length - openedCalls], 'calls'),
	];
}

/** Bytes that one query for the last hour scans, as often as it is asked. */
async function naiveBytes(
	account: ReturnType<typeof createAccount>,
	clusters: readonly ClusterArn[],
	{now, advance}: {readonly now: number; advance(ms: number): Promise<void>},
): Promise<number> {
	const signal = new AbortController().signal;
	const names = clusters.map(arn => arn.slice(arn.lastIndexOf('/') + 1));
	const started = await account.call(
		'logs:StartQuery',
		{
			logGroups: names.map(name => `/aws/ecs/containerinsights/${name}/performance`),
			query: minutesQuery('asc'),
			from: now - 60 * minute,
			to: now,
			limit: 10_000,
		},
		{signal},
	);
	if (!started.ok) {
		throw new Error(`no query: ${JSON.stringify(started.failure)}`);
	}

	for (;;) {
		// The limit of requests and the query's own progress go by that time.
		await advance(1000);
		const answer = await account.call('logs:GetQueryResults', {queryId: started.value}, {signal});
		if (!answer.ok) {
			throw new Error(`no results: ${JSON.stringify(answer.failure)}`);
		}

		if (answer.value.status === 'Complete') {
			return answer.value.statistics?.bytesScanned ?? 0;
		}
	}
}
