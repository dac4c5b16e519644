import {runtimeType} from '../../findings/catalogue/registry.js';
import {repeat, reportRuntime} from '../../findings/report.js';
import {runtimeContent} from '../../findings/runtime.js';
import {sequenceContent} from '../../findings/sequence.js';
import {subjectOf} from '../../findings/subject.js';
import {createRandom} from '../../random.js';
import {type Finding} from '../../world/finding.js';
import {type Cluster, type Task, type World} from '../../world/types.js';
import {taskOf} from '../findings/build-findings.js';

type Member = {readonly finding: Finding; readonly task: Task};

/** What is known when the demo begins. */
type Begun = {
	/** By type. */
	readonly told: ReadonlyMap<string, Member>;
	readonly attack?: {
		readonly cluster: Cluster;
		readonly members: readonly Member[];
		readonly sequence: Finding;
	};
};

/** The shell that opens while somebody watches, and what follows from it in the same task. */
const shell = 'Execution:Runtime/ReverseShell';
const following = [
	['Execution:Runtime/SuspiciousCommand', 140],
	['Backdoor:Runtime/C&CActivity.B', 180],
] as const;

/** Seconds of simulated time after the beginning. */
const shellAfter = 75;
const shellAgainAfter = 200;
const sequenceGrowsAfter = 240;

const repeats = [
	['CryptoCurrency:Runtime/BitcoinTool.B!DNS', 105],
	['Discovery:Runtime/SuspiciousCommand', 300],
	['CryptoCurrency:Runtime/BitcoinTool.B!DNS', 540],
	['PrivilegeEscalation:Runtime/DockerSocketAccessed', 1200],
] as const;

const later = [
	['Impact:Runtime/AbusedDomainRequest.Reputation', ['identity-prod', 'login', 2], 420],
	['PrivilegeEscalation:Runtime/SensitiveFileModified', ['identity-prod', 'mfa', 1], 660],
	['UnauthorizedAccess:Runtime/TorClient', ['data-platform', 'stream-enricher', 3], 900],
	['DefenseEvasion:Runtime/FilelessExecution', ['identity-prod', 'sessions', 1], 1500],
] as const;

/** Findings that come while the console runs; none about a task that was stopped meanwhile. */
export function scheduleArrivals(world: World, {told, attack}: Begun): void {
	const after = (seconds: number, act: () => void): void => world.clock.schedule(seconds * 1000, act);
	const fresh: Member[] = [];
	const arrive = (type: string, task: Task | undefined): void => {
		if (task?.status === 'RUNNING') {
			fresh.push({finding: tell(world, type, task), task});
		}
	};

	// The shell opens in whatever task of the service runs then, so that a redeploy before it changes nothing.
	after(shellAfter, () => arrive(shell, victim(world)));
	for (const [type, seconds] of following) {
		after(seconds, () => arrive(type, fresh.find(({finding}) => finding.type === shell)?.task));
	}

	after(shellAgainAfter, () =>
		again(
			world,
			fresh.find(({finding}) => finding.type === shell),
		),
	);
	after(sequenceGrowsAfter, () => {
		const joining = fresh.filter(({task}) => task.cluster === attack?.cluster);
		if (attack && joining.length > 0) {
			grow(world, {...attack, members: [...attack.members, ...joining]});
		}
	});
	for (const [type, seconds] of repeats) {
		after(seconds, () => again(world, told.get(type)));
	}

	for (const [type, where, seconds] of later) {
		after(seconds, () => arrive(type, taskOf(world, where)));
	}
}

function victim(world: World): Task | undefined {
	const tasks = world.clusters.get('payments-prod')?.contents().services.get('payments-api')?.tasks ?? [];
	return tasks.filter(({status, agent}) => status === 'RUNNING' && agent?.status === 'RUNNING')[1];
}

/** Twenty seconds after it happened. */
function tell(world: World, type: string, task: Task): Finding {
	return reportRuntime(world, {
		type: runtimeType(type),
		subject: subjectOf(world, task),
		seenAt: world.clock.now() - 20_000,
	});
}

function again(world: World, member: Member | undefined): void {
	if (member?.task.status !== 'RUNNING') {
		return;
	}

	const {finding, task} = member;
	const seenAt = world.clock.now() - 20_000;
	const random = createRandom(`${finding.id} ${finding.count}`);
	const scene = {random, at: seenAt, subject: subjectOf(world, task)};
	repeat(world, finding, {seenAt, content: runtimeContent(runtimeType(finding.type), scene)});
}

function grow(world: World, {cluster, members, sequence}: NonNullable<Begun['attack']>): void {
	for (const {finding} of members) {
		finding.sequenceId = sequence.id;
	}

	repeat(world, sequence, {
		seenAt: world.clock.now() - 20_000,
		content: sequenceContent(world, {cluster, members}),
	});
}
