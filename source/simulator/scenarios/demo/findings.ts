import {type Finding} from '../../world/finding.js';
import {type Task, type World} from '../../world/types.js';
import {hourMs, minuteMs} from '../build.js';
import {addFinding, addSequence, goneTask, type PastFinding, taskOf} from '../findings/build-findings.js';
import {scheduleArrivals} from './arrivals.js';

type Told = Omit<PastFinding, 'task'> & {readonly where: Parameters<typeof taskOf>[1]};

const miner = ['payments-prod', 'payments-worker'] as const;

/** The steps of the attack that GuardDuty has put together. */
const steps: readonly Told[] = [
	{type: 'Execution:Runtime/NewBinaryExecuted', where: miner, seenAgoMs: 52 * minuteMs},
	{type: 'Execution:Runtime/ReverseShell', where: miner, seenAgoMs: 47 * minuteMs},
	{type: 'Impact:Runtime/CryptoMinerExecuted', where: miner, seenAgoMs: 44 * minuteMs},
	{
		type: 'CryptoCurrency:Runtime/BitcoinTool.B!DNS',
		where: miner,
		seenAgoMs: 6 * minuteMs,
		firstSeenAgoMs: 43 * minuteMs,
		count: 14,
	},
];

const others: readonly Told[] = [
	{
		type: 'Backdoor:Runtime/C&CActivity.B!DNS',
		where: ['identity-prod', 'login'],
		seenAgoMs: 70 * minuteMs,
		firstSeenAgoMs: 5 * hourMs,
		count: 3,
	},
	{
		type: 'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS',
		where: ['identity-prod', 'login', 1],
		seenAgoMs: 33 * minuteMs,
	},
	{
		type: 'Persistence:Runtime/SensitiveFileModified',
		where: ['identity-prod', 'mfa'],
		seenAgoMs: 90 * minuteMs,
	},
	{
		type: 'DefenseEvasion:Runtime/PtraceAntiDebugging',
		where: ['identity-prod', 'sessions'],
		seenAgoMs: 39 * hourMs,
		isArchived: true,
	},
	{
		type: 'Discovery:Runtime/SuspiciousCommand',
		where: ['data-platform', 'stream-enricher'],
		seenAgoMs: 3 * hourMs,
		firstSeenAgoMs: 4 * hourMs,
		count: 2,
	},
	{
		type: 'Execution:Runtime/NewLibraryLoaded',
		where: ['data-platform', 'stream-enricher', 2],
		seenAgoMs: 26 * hourMs,
	},
	{
		type: 'Impact:Runtime/SuspiciousDomainRequest.Reputation',
		where: [
			'tokyo-expansion',
			'settlement-reconciliation-for-domestic-and-cross-border-card-schemes-asia-pacific',
		],
		seenAgoMs: 12 * hourMs,
	},
	{
		type: 'Execution:Runtime/SuspiciousShellCreated',
		where: ['desktop-tools', 'intranet'],
		seenAgoMs: 7 * hourMs,
	},
	// On an instance, whose tasks share its interface.
	{
		type: 'PrivilegeEscalation:Runtime/DockerSocketAccessed',
		where: ['legacy-billing', 'node-exporter'],
		seenAgoMs: 9 * hourMs,
		firstSeenAgoMs: 31 * hourMs,
		count: 5,
	},
];

/** What GuardDuty has found in the company, and what it is going to find; nothing where it is off. */
export function addDemoFindings(world: World): void {
	if (world.detectors.size === 0) {
		return;
	}

	const told = new Map<string, {readonly finding: Finding; readonly task: Task}>();
	for (const {where, ...plan} of [...steps, ...others]) {
		const task = taskOf(world, where);
		if (task) {
			told.set(plan.type, {finding: addFinding(world, {...plan, task}), task});
		}
	}

	addOfBatch(world);
	const cluster = world.clusters.get('payments-prod');
	const members = steps.flatMap(({type}) => told.get(type) ?? []);
	const sequence = cluster && addSequence(world, {cluster, members}, 20 * minuteMs);
	scheduleArrivals(world, {told, ...(cluster && sequence && {attack: {cluster, members, sequence}})});
}

// Tasks of their own: one runs, one has just stopped and is forgotten within the hour, two are gone.
function addOfBatch(world: World): void {
	const cluster = world.clusters.get('data-platform');
	const tasks = [...(cluster?.contents().tasks.values() ?? [])];
	const training = tasks.find(({agent, service}) => agent?.status === 'RUNNING' && !service);
	const stopped = tasks.find(({stopCode}) => stopCode === 'SpotInterruption');
	const definition = world.definitions.get('backfill:8');
	if (!cluster || !training || !stopped || !definition) {
		return;
	}

	addFinding(world, {type: 'Execution:Runtime/SuspiciousTool', task: training, seenAgoMs: 2 * hourMs});
	addFinding(world, {
		type: 'Impact:Runtime/MaliciousDomainRequest.Reputation',
		task: stopped,
		seenAgoMs: 8 * minuteMs,
	});
	const gone = [31, 58].map(hours => goneTask(world, cluster, {definition, agoMs: hours * hourMs}));
	// Their log lines are still there.
	cluster.past.push(...gone);
	const [recent, old] = gone;
	if (!recent || !old) {
		return;
	}

	addFinding(world, {
		type: 'Trojan:Runtime/DGADomainRequest.C!DNS',
		task: recent,
		seenAgoMs: 30 * hourMs,
		count: 6,
	});
	addFinding(world, {
		type: 'Trojan:Runtime/BlackholeTraffic!DNS',
		task: old,
		seenAgoMs: 57 * hourMs,
		isArchived: true,
	});
}
