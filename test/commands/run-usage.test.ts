import {describe, expect, test} from 'vitest';
import {failed, ok, type Script} from '../store/fake-account.js';
import {emptyWorld, scriptOf} from '../store/fake-world.js';
import {fakeLogs, someLogs, taskIdOf} from '../store/usage/fake-logs.js';
import {printList} from './run.js';

/** When the driven clock of the command starts. */
const start = Date.UTC(2026, 10, 23, 8);
const logs = fakeLogs(someLogs(() => start, {groups: ['checkout']}));

/** Two tasks of `checkout` with records; `search` has Container Insights off. */
const script: Script = {
	...scriptOf({...emptyWorld, clusters: ['checkout', 'search']}),
	...logs.script,
	async 'ecs:DescribeClusters'(input) {
		const answer = await logs.script['ecs:DescribeClusters']!(input);
		return answer.ok
			? ok({...answer.value, items: answer.value.items.map(one => ({...one, runningTasks: 2}))})
			: answer;
	},
};

const usage = (more: Parameters<typeof printList>[1] = {}, own: Script = script) =>
	printList(own, {view: 'usage', ...more});

type Row = {readonly [member: string]: unknown};
const rowsIn = (text: string) => (JSON.parse(text) as {rows: readonly Row[]}).rows;

describe('onduty usage', () => {
	test('prints the agents with their limits and the clusters without data; what is not known is not well', async () => {
		const {text, errorText, exitCode} = await usage({width: 80});
		const lines = text.trimEnd().split('\n');
		expect(lines[0]).toMatch(/^NAME +.*OF LIMIT +MEM MB/);
		expect(lines).toHaveLength(4);
		expect(lines.slice(1, 3).every(line => /^api +.*%/.test(line))).toBe(true);
		expect(lines[3]).toMatch(/^search +.*insights off/);
		expect([errorText, exitCode]).toEqual(['', 2]);
	});

	test('of a cluster where all are well it is 0', async () => {
		const {text, exitCode} = await usage({cluster: 'checkout', output: 'json'});
		const rows = rowsIn(text);
		expect(exitCode).toBe(0);
		expect(rows.map(({verdict, kind, taskId, limitMiB}) => [verdict, kind, taskId, limitMiB])).toEqual(
			[2, 1].map(index => ['ok', 'agent', taskIdOf(index), 128]),
		);
		expect(JSON.parse(text)).toMatchObject({view: 'usage', partial: false, errors: []});
	});

	test.each([
		['agents', ['agent', 'agent']],
		['containers', ['container', 'agent', 'container', 'agent']],
		['tasks', ['task', 'task']],
		['services', ['service']],
		['families', ['family']],
		['clusters', ['cluster']],
	] as const)('by %s', async (level, kinds) => {
		const {text} = await usage({cluster: 'checkout', level, output: 'json'});
		const found = rowsIn(text).map(({kind}) => kind);
		expect([...found].sort()).toEqual([...kinds].sort());
	});

	test('by service and by cluster it has what their own records count, in JSON and in CSV', async () => {
		const counts = {
			runningTasks: 2,
			runningTasksMin: 2,
			countedAt: expect.stringMatching(/T07:5\d:00/) as string,
		};
		const by = async (level: 'services' | 'clusters', output: 'json' | 'csv') =>
			(await usage({cluster: 'checkout', level, output})).text;
		expect(rowsIn(await by('services', 'json'))).toMatchObject([
			{tasks: 2, desiredTasks: 2, pendingTasks: 0, deployments: 1, taskSets: 0, services: null, ...counts},
		]);
		expect(rowsIn(await by('clusters', 'json'))).toMatchObject([
			{tasks: 2, desiredTasks: null, services: 1, containerInstances: 0, ...counts},
		]);
		const [heading = '', line = ''] = (await by('services', 'csv')).split('\r\n');
		const cells = new Map(heading.split(',').map((name, index) => [name, line.split(',')[index]]));
		expect([cells.get('runningTasks'), cells.get('desiredTasks'), cells.get('services')]).toEqual([
			'2',
			'2',
			'',
		]);
	});

	test('a shorter time has fewer minutes', async () => {
		const {text} = await usage({cluster: 'checkout', window: '15m', output: 'json'});
		expect(rowsIn(text)[0]).toMatchObject({spanMinutes: 15, samples: 15});
	});

	test('CSV has a heading and the members of JSON', async () => {
		const {text} = await usage({cluster: 'checkout', output: 'csv'});
		expect(text.split('\r\n')[0] ?? text).toMatch(/^verdict,kind,cluster,service,family,revision,taskId,/);
	});

	test('near its limit is 1, and --faults prints it alone', async () => {
		const tight: Script = {
			...script,
			async 'logs:GetQueryResults'(input) {
				const answer = await logs.script['logs:GetQueryResults']!(input);
				return answer.ok
					? ok({
							...answer.value,
							rows: answer.value.rows.map(
								row =>
									new Map(
										[...row].map(([name, value]) => [
											name,
											value.replace(/("ContainerName":"aws-[^}]*"MemoryUtilized":)\d+/, '$1125'),
										]),
									),
							),
						})
					: answer;
			},
		};
		const {text, exitCode} = await usage({cluster: 'checkout', output: 'json', faultsOnly: true}, tight);
		expect(exitCode).toBe(1);
		expect(rowsIn(text)).toHaveLength(2);
		expect(rowsIn(text)[0]).toMatchObject({outlook: 'near', memoryNow: 125});
	});

	test('what is denied is named with the action, the list is partial, and the code is 2', async () => {
		const denied = {kind: 'denied', action: 'logs:StartQuery', message: ''} as const;
		const deniedFilter = {kind: 'denied', action: 'logs:FilterLogEvents', message: ''} as const;
		const closed: Script = {
			...script,
			'logs:StartQuery': () => failed(denied),
			'logs:FilterLogEvents': () => failed(deniedFilter),
		};
		const {text, exitCode} = await usage({cluster: 'checkout', output: 'json'}, closed);
		const document = JSON.parse(text) as {errors: readonly {action?: string}[]};
		expect(exitCode).toBe(2);
		expect(document).toMatchObject({
			partial: true,
			rows: [{verdict: 'unknown', kind: 'gap', cluster: 'checkout'}],
		});
		expect(document.errors.map(({action}) => action)).toEqual(['logs:StartQuery']);
	});
});

describe('onduty size', () => {
	test('prints each family with what would do, and how sure that is', async () => {
		const {text, exitCode} = await printList(script, {
			view: 'size',
			cluster: 'checkout',
			window: '1h',
			output: 'json',
		});
		expect(exitCode).toBe(2);
		expect(rowsIn(text)).toEqual([
			expect.objectContaining({
				verdict: 'unknown',
				family: 'api',
				advice: 'fits',
				confidence: 'low',
				appMemoryMax: 100,
				agentLimitMiB: 128,
				memoryMiB: 512,
			}),
		]);
	});

	test('a cluster that is none is the caller’s mistake', async () => {
		const {errorText, exitCode} = await printList(script, {view: 'size', cluster: 'nowhere'});
		expect(errorText).toContain('no cluster named nowhere');
		expect(exitCode).toBe(2);
	});
});
