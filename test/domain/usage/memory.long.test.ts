import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, test} from 'vitest';
import {entityOf} from '../../../source/domain/usage/entity.js';
import {type UsageRecord} from '../../../source/domain/usage/record.js';
import {type TrackedByKey, withRecords} from '../../../source/domain/usage/tracked.js';
import {gridOf} from '../../../source/domain/usage/windows.js';
import {clusterArn} from '../../store/fake-world.js';

const cluster = clusterArn('checkout');
const containers = 2000;
/** Of ten thousand, a fifth is measured. */
const share = containers / 10_000;
const minute = 60_000;
const start = Date.UTC(2026, 10, 28, 10);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Returns what is alive in the heap and in array buffers, in bytes, once nothing more can be collected. */
async function aliveBytes(): Promise<number> {
	let bytes = Number.POSITIVE_INFINITY;
	for (;;) {
		collect();
		// Buffers are given back in a later turn.
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		const {heapUsed, arrayBuffers} = process.memoryUsage();
		if (heapUsed + arrayBuffers > bytes - 100_000) {
			return bytes;
		}

		bytes = heapUsed + arrayBuffers;
	}
}

/** Fresh texts each time, as an answer brings them. */
function recordsOf(slot: number): readonly UsageRecord[] {
	return Array.from({length: containers}, (_, index) => ({
		type: 'Container',
		at: start + slot * minute,
		taskId: index.toString(16).padStart(32, '0'),
		containerName: `aws-guardduty-agent-${index}`,
		service: `service-${index % 200}`,
		family: `family-${index % 200}`,
		revision: String(index % 7),
		image: `694911143906.dkr.ecr.eu-west-1.amazonaws.com/aws-guardduty-agent-fargate:v1.9.${index % 3}`,
		status: 'RUNNING',
		reservedCpu: 256,
		reservedMemory: 512,
		cpu: (index % 100) + slot / 7,
		memory: 60 + (slot % 11),
		rx: index % 1000,
		tx: index % 500,
		read: slot * 1000,
		written: slot * 5000,
		packets: slot * 10,
	}));
}

test('ten thousand containers over an hour take less than 60 MB, however many hours go by', async () => {
	const before = await aliveBytes();
	let tracked: TrackedByKey = new Map();
	for (let slot = 0; slot < 75; slot++) {
		tracked = withRecords(tracked, cluster, {records: recordsOf(slot), stepMs: minute});
	}

	const grid = gridOf('1h', start + 74 * minute, [start / minute + 74]);
	const rows = [...tracked.values()].flatMap(one => entityOf(one, grid) ?? []);
	// As sorting by two columns does.
	const looked = rows.map(({stats}) => (stats.cpu.p95 ?? 0) + (stats.memory.max ?? 0));
	const bytes = (await aliveBytes()) - before;
	expect(rows).toHaveLength(containers);
	expect(rows.every(({samples}) => samples === 60)).toBe(true);
	expect(looked.every(value => value > 60)).toBe(true);
	expect(bytes).toBeLessThan(60_000_000 * share);
	expect(bytes).toBeGreaterThan(containers * 6 * 60 * 4);
});
