import {memoryUsage} from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {want} from '../source/store/read.js';
import {censusRead} from '../source/store/reads/census.js';
import {clustersRead} from '../source/store/reads/clusters.js';
import {servicesRead} from '../source/store/reads/services.js';
import {tasksRead} from '../source/store/reads/tasks.js';
import {aStore} from '../test/store/a-store.js';
import {ok, type Script} from '../test/store/fake-account.js';
import {aService, aTask, clusterArn, emptyWorld, names, scriptOf} from '../test/store/fake-world.js';

// Reports what the store takes when it holds much: `npx tsx scripts/store-memory.ts`. Nothing is asserted:
// the numbers differ between versions of Node. Answers pass JSON as an SDK's would, so that no text is shared.

const fresh = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const world = scriptOf({
	...emptyWorld,
	clusters: names('cluster', 200),
	services: () => names('service', 5000),
	running: () => names('task', 500),
});
const script: Script = {
	...world,
	'ecs:DescribeServices': ({services}) =>
		ok(
			fresh({
				items: services.map(arn => aService('cluster-000', arn.slice(arn.lastIndexOf('/') + 1))),
				missing: [],
			}),
		),
	'ecs:DescribeTasks': ({tasks}) =>
		ok(
			fresh({
				items: tasks.map(arn => aTask('cluster-000', arn.slice(arn.lastIndexOf('/') + 1))),
				missing: [],
			}),
		),
};

const big = clusterArn('cluster-000');
const often = {everyMs: 10_000, priority: 0} as const;
const {store, clock, account} = aStore(script);
report('empty store');
await hold('200 clusters', () => [want(clustersRead, undefined, often)], 5);
await hold('5,000 services', () => [want(servicesRead, big, often)], 120);
await hold('5,000 services, read a second time', () => [want(servicesRead, big, often)], 200);
await hold('tasks of one cluster (500)', () => [want(tasksRead, big, often)], 30);
await hold(
	'census of 200 clusters (100,000 tasks)',
	() => names('cluster', 200).map(name => want(censusRead, clusterArn(name), often)),
	260,
);

async function hold(
	what: string,
	wants: () => Parameters<typeof store.want>[0],
	seconds: number,
): Promise<void> {
	store.want(wants());
	for (let second = 0; second < seconds; second++) {
		await clock.advance(1000);
	}

	report(what);
}

function report(what: string): void {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	const {heapUsed, rss} = memoryUsage();
	const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
	const requests = account.sent.length;
	console.log(
		`${what.padEnd(42)} heap ${mebibytes(heapUsed)}, resident ${mebibytes(rss)}, requests ${requests}`,
	);
}
