import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {agentMemoryLimitMiB} from '../../../source/domain/agent/agent-memory.js';
import {fargateSizes} from '../../../source/domain/usage/fargate-sizes.js';
import {adviseSize} from '../../../source/domain/usage/size-advice.js';
import {confidenceOf, confidenceText} from '../../../source/domain/usage/size-confidence.js';
import {differenceText} from '../../../source/domain/usage/size-derivation.js';
import {type SizeInput} from '../../../source/domain/usage/size-terms.js';

const mib = (gb: number) => gb * 1024;
const size = (cpuUnits: number, memoryMiB: number) => ({cpuUnits, memoryMiB});

/** A day of one busy service that is not opted in. */
const shop: SizeInput = {
	size: size(512, mib(1)),
	app: {cpu: {p95: 200, max: 410}, memory: {p95: 500, max: 700}},
	agent: {cpu: {}, memory: {}},
	marginPercent: 20,
	tasks: 4,
	samples: 5760,
	spanMinutes: 1440,
};

const withMemory = (max: number, p95 = max): SizeInput => ({
	...shop,
	app: {...shop.app, memory: {p95, max}},
});

describe('a task that was full', () => {
	const line = expect.stringContaining(
		'its task was full, so nobody can tell how much it would use with more',
	);

	test.each([
		['by its app', withMemory(1020), true],
		['by app and agent', {...withMemory(900), agent: {cpu: {}, memory: {p95: 118, max: 120}}}, true],
		['not quite', withMemory(1000), false],
	])('%s', (_, input, isSaid) => {
		const {derivation} = adviseSize(input);
		expect(derivation).toEqual(isSaid ? expect.arrayContaining([line]) : expect.not.arrayContaining([line]));
	});
});

describe('whether the size will do after opting in', () => {
	test.each([
		// 1024 MB: the agent may use 128; the margin is 205.
		['room and margin', withMemory(691), 'fits'],
		['exactly the margin', withMemory(691.2), 'fits'],
		['room, but less than the margin', withMemory(692), 'tight'],
		['exactly full', withMemory(896), 'tight'],
		['no room', withMemory(897), 'too-small'],
		[
			'memory, but not the CPU',
			{...shop, app: {...shop.app, cpu: {p95: 420, max: 500}, memory: {max: 100}}},
			'tight',
		],
		['no size known', {...shop, size: undefined}, 'unknown'],
		['nothing measured', {...shop, app: {cpu: {}, memory: {}}}, 'unknown'],
		['a size without a published limit', {...shop, size: size(4096, mib(24))}, 'unknown'],
		[
			'a size without one, but GuardDuty has set one',
			{...shop, size: size(4096, mib(24)), overrideMiB: 256},
			'fits',
		],
	] as const)('%s', (_what, input, verdict) => {
		const advice = adviseSize(input);
		expect(advice.verdict).toBe(verdict);
		expect(advice.why === '').toBe(verdict !== 'unknown');
	});

	test('what is free now is not told where an agent runs and says nothing of its memory', () => {
		expect(adviseSize(shop).headroomNow.memory).toBe(324);
		expect(adviseSize({...shop, agent: {cpu: {}, memory: {max: 50}}}).headroomNow.memory).toBe(274);
		expect(adviseSize({...shop, agent: {cpu: {p95: 5}, memory: {}}}).headroomNow).toEqual({});
		const silent = adviseSize({...shop, overrideMiB: 128});
		expect(silent.headroomNow).toEqual({});
		expect(silent.derivation.join('\n')).toContain(
			'agent memory: no record tells what it used; may use 128 MB',
		);
	});

	test('the limit that GuardDuty set in the tasks wins over the table', () => {
		expect(adviseSize(shop).agentLimit).toBe(128);
		expect(adviseSize({...shop, overrideMiB: 200}).agentLimit).toBe(200);
		expect(adviseSize({...shop, overrideMiB: 200}).headroomAfter.memory).toBe(1024 - 700 - 200);
	});

	test('what is free now counts the agent as it was measured, what will be free as much as it may use', () => {
		const advice = adviseSize({...shop, agent: {cpu: {p95: 9, max: 30}, memory: {p95: 55, max: 60}}});
		expect(advice.headroomNow).toEqual({memory: 1024 - 760, memoryP95: 1024 - 560, cpu: 512 - 209});
		expect(advice.headroomAfter).toEqual({memory: 1024 - 828, memoryP95: 1024 - 628, cpu: 512 - 209});
		expect(adviseSize(shop).headroomNow.memory).toBe(1024 - 700);
	});

	test('the CPU of an agent that is not there yet is that of the busiest one seen', () => {
		expect(adviseSize({...shop, otherAgentCpu: 25}).headroomAfter.cpu).toBe(512 - 225);
	});
});

describe('the smallest size that keeps the margin', () => {
	test.each([
		// 700 + 128 = 828 MB need 1035 MB, and the CPU of 200 units needs 250.
		['the CPU fits the least', shop, size(256, mib(2))],
		['the CPU needs more', {...shop, app: {...shop.app, cpu: {p95: 206}}}, size(512, mib(2))],
		['no margin', {...shop, marginPercent: 0}, size(256, mib(1))],
		['nothing much', withMemory(200), size(256, 512)],
		// The agent's limit changes with the size: 12,000 + 128 MB need 15,160, which 2 vCPU have.
		['the limit of small tasks', withMemory(12_000), size(2048, mib(15))],
		// 19,000 MB need 16 GB at least; from 4 vCPU on 24 GB have no published limit, so 8 vCPU with 256 MB.
		['sizes without a published limit are passed over', withMemory(19_000), size(8192, mib(24))],
		['the larger limit of large tasks', withMemory(28_000), size(8192, mib(36))],
		['more than there is a limit for', withMemory(mib(115)), undefined],
	] as const)('%s', (_what, input, smallest) => {
		expect(adviseSize(input).smallest).toEqual(smallest);
	});

	test('is a size of Fargate that really keeps it, and no smaller one does', () => {
		const amounts = fc.record({
			memory: fc.integer({min: 1, max: 140_000}),
			cpu: fc.integer({min: 0, max: 20_000}),
			marginPercent: fc.integer({min: 0, max: 60}),
		});
		fc.assert(
			fc.property(amounts, ({memory, cpu, marginPercent}) => {
				const {smallest} = adviseSize({
					...withMemory(memory),
					app: {cpu: {p95: cpu}, memory: {max: memory}},
					marginPercent,
				});
				const keeps = fargateSizes.filter(one => {
					const limit = agentMemoryLimitMiB(one.cpuUnits, one.memoryMiB);
					return (
						limit !== undefined &&
						memory + limit <= one.memoryMiB * (1 - marginPercent / 100) &&
						cpu <= one.cpuUnits * (1 - marginPercent / 100)
					);
				});
				expect(smallest).toEqual(keeps[0]);
			}),
		);
	});
});

describe('money', () => {
	const price = {vcpuHour: 0.04, gbHour: 0.004};

	test('no price, no money', () => {
		const advice = adviseSize(shop);
		expect(advice.smallestMonthly).toBeUndefined();
		expect(advice.derivation.join('\n')).toContain('fargatePrice is not set');
	});

	test('is the difference of all tasks for 730 hours', () => {
		const advice = adviseSize({...shop, price});
		// From 0.5 vCPU 1 GB to 0.25 vCPU 2 GB, and to 0.5 vCPU 2 GB.
		expect(advice.smallestMonthly).toBeCloseTo(4 * 730 * (-0.25 * 0.04 + 0.004));
		expect(advice.nextMonthly).toBeCloseTo(4 * 730 * 0.004);
		expect(advice.derivation.slice(-2)).toEqual([
			'smallest size, a month: (-0.25 vCPU * 0.04 + 1 GB * 0.004) * 730 h * 4 tasks = -17.52',
			'next size up, a month: (0 vCPU * 0.04 + 1 GB * 0.004) * 730 h * 4 tasks = +11.68',
		]);
	});

	test.each([
		// vCPU and GB of now, of the smallest that keeps 20 % free of what the app needs.
		['more memory, the same CPU', {tasks: 1, size: size(256, 512), memory: 500}, 730 * 0.5 * 0.004],
		[
			'less of both',
			{tasks: 3, size: size(1024, mib(8)), memory: 1400},
			3 * 730 * (-0.75 * 0.04 - 6 * 0.004),
		],
		['the same', {tasks: 5, size: size(256, mib(1)), memory: 600}, 0],
		['one task', {tasks: 1, size: size(512, mib(2)), memory: 300}, 730 * (-0.25 * 0.04 - 1 * 0.004)],
	])('of %s', (_what, {tasks, size: now, memory}, amount) => {
		const input = {...shop, app: {cpu: {p95: 100}, memory: {max: memory}}, size: now, tasks, price};
		expect(adviseSize(input).smallestMonthly).toBeCloseTo(amount, 6);
	});

	test('while none of its tasks runs there is none', () => {
		const advice = adviseSize({...shop, price, tasks: 0});
		expect([advice.smallestMonthly, advice.nextMonthly]).toEqual([undefined, undefined]);
		expect(advice.derivation.at(-1)).toBe('price: none of its tasks runs now, so no money is said');
	});

	test.each([
		[0, '0.00'],
		[-0.004, '0.00'],
		[0.005, '+0.01'],
		[-17.523, '-17.52'],
	])('%d is written %s', (amount, text) => {
		expect(differenceText(amount)).toBe(text);
	});
});

describe('how sure it is', () => {
	test.each([
		[5760, 1440, 'high'],
		[720, 1410, 'high'],
		[719, 1440, 'medium'],
		[720, 1400, 'medium'],
		[90, 180, 'medium'],
		[89, 180, 'low'],
		[90, 149, 'low'],
		[0, 0, 'low'],
	])('%d samples over %d minutes: %s', (samples, minutes, confidence) => {
		expect(confidenceOf(samples, minutes)).toBe(confidence);
	});

	test('the numbers stand beside it', () => {
		expect(confidenceText(1, 1)).toBe('1 sample over 1 min');
		expect(confidenceText(5760, 1440)).toBe('5760 samples over 24 h');
	});
});

test('every number says how it came about', () => {
	expect(adviseSize({...shop, otherAgentCpu: 25}).derivation).toEqual([
		'size now: 0.5 vCPU 1 GB (512 units, 1024 MB)',
		'app memory: p95 500, max 700 MB, of the task that used most, all its containers but the agent',
		"agent memory: none runs yet; may use 128 MB at most (GuardDuty's table for 0.5 vCPU 1 GB)",
		'with the agent at its limit: 700 + 128 = 828 MB of 1024 MB, 196 MB (19 %) free; the margin of 20 % is 205 MB',
		'the same at the 95th percentile: 500 + 128 MB, 396 MB (39 %) free',
		'CPU at the 95th percentile: app 200 + 25 of the busiest agent seen, for no limit of its CPU is published = 225 units, 56 % of 512 free',
		'smallest size that keeps 20 % free: 0.5 vCPU 2 GB, where 700 + 128 = 828 of 2048 MB',
		'next size up: 0.5 vCPU 2 GB, where 700 + 128 = 828 of 2048 MB',
		'confidence high: 5760 samples over 24 h; high needs 24 h and 720 samples, medium 3 h and 90',
		'price: fargatePrice is not set, so no money is said',
	]);
});
