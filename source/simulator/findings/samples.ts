import {createRandom} from '../random.js';
import {type Finding, type FindingContent} from '../world/finding.js';
import {type Task, type World} from '../world/types.js';
import {runtimeTypes} from './catalogue/registry.js';
import {exfiltrationContent, exfiltrationSeverity, exfiltrationTypes} from './credentials.js';
import {foreignCluster} from './foreign-cluster.js';
import {malwareContent, malwareTypes} from './malware.js';
import {repeat, report} from './report.js';
import {runtimeContent} from './runtime.js';
import {sequenceContent, sequenceType} from './sequence.js';
import {type Subject, subjectOf} from './subject.js';

/** Every type that a sample can be made of. */
export const sampleTypes: readonly string[] = [
	...runtimeTypes.map(({type}) => type),
	...malwareTypes.map(({type}) => type),
	...exfiltrationTypes.map(({type}) => type),
	sequenceType,
];

/** Adds a sample of each type; one that is there already is seen once more. */
export function createSamples(world: World, types: readonly string[]): void {
	const [detectorId] = world.detectors.keys();
	if (detectorId === undefined) {
		return;
	}

	for (const type of types) {
		const made = sampleOf(world, type);
		const seenAt = world.clock.now();
		const content = marked(made.content);
		const earlier = [...world.findings.values()].find(one => one.isSample && one.type === type);
		if (earlier) {
			repeat(world, earlier, {seenAt, content});
		} else {
			const resourceType = String(content.resource.resourceType);
			report(world, {
				type,
				severity: made.severity,
				resourceType,
				resourceId: `sample of ${resourceType}`,
				isSample: true,
				seenAt,
				content: () => content,
			});
		}
	}
}

function marked(content: FindingContent): FindingContent {
	return {
		...content,
		title: `[SAMPLE] ${content.title}`,
		service: {...content.service, additionalInfo: {type: 'default', value: JSON.stringify({sample: true})}},
	};
}

function sampleOf(world: World, type: string): {readonly severity: number; readonly content: FindingContent} {
	const random = createRandom(`sample ${type}`);
	const at = world.clock.now();
	const runtime = runtimeTypes.find(one => one.type === type);
	const malware = malwareTypes.find(one => one.type === type);
	const exfiltration = exfiltrationTypes.find(one => one.type === type);
	if (runtime) {
		const subject = madeUp(world);
		return {severity: runtime.severity, content: runtimeContent(runtime, {random, at, subject})};
	}

	if (malware) {
		const about = {subject: madeUp(world), random, at, triggerId: random.hex(32)};
		return {severity: malware.severity, content: malwareContent(world, malware, about)};
	}

	const task = madeUpTask(world);
	return exfiltration
		? {severity: exfiltrationSeverity, content: exfiltrationContent(world, exfiltration, {task, random})}
		: {severity: 9, content: sampleSequence(world, task)};
}

// A signal that nobody can look up, as the samples of AWS have them.
function sampleSequence(world: World, task: Task): FindingContent {
	const [type] = runtimeTypes.filter(one => one.type === 'Execution:Runtime/ReverseShell');
	const at = world.clock.now();
	const random = createRandom('sample signal');
	const finding: Finding = {
		id: random.hex(32),
		accountId: world.account,
		detectorId: '',
		type: type?.type ?? '',
		resourceType: 'ECSCluster',
		resourceId: '',
		isSample: true,
		createdAt: at,
		firstSeenAt: at,
		severity: 8,
		updatedAt: at,
		lastSeenAt: at,
		count: 1,
		isArchived: false,
		content: () => sampleOf(world, 'Execution:Runtime/ReverseShell').content,
	};
	return sequenceContent(world, {cluster: task.cluster, members: [{finding, task}]});
}

function madeUp(world: World): Subject {
	return subjectOf(world, madeUpTask(world));
}

/** A task that is nowhere, with names that say so. */
function madeUpTask(world: World): Task {
	const random = createRandom('sample task');
	const at = world.clock.now() - 3_600_000;
	return {
		id: random.hex(32),
		cluster: foreignCluster('GeneratedFindingECSClusterName', {
			tags: [{key: 'GeneratedFindingECSClusterTagKey', value: 'GeneratedFindingECSClusterTagValue'}],
			tasks: 1,
			services: 1,
		}),
		definition: {
			family: 'GeneratedFindingTaskDefinition',
			revision: 1,
			status: 'ACTIVE',
			containers: [
				{
					name: 'GeneratedFindingContainerName',
					image: 'registry.example/GeneratedFindingContainerImage:latest',
					essential: true,
					cpu: 0,
				},
			],
			taskRole: 'GeneratedFindingRole',
			networkMode: 'awsvpc',
			compatibilities: ['EC2', 'FARGATE'],
			cpu: 256,
			memory: 512,
			architecture: 'X86_64',
			system: 'LINUX',
			registeredAt: at,
		},
		group: 'service:GeneratedFindingServiceName',
		launch: {launchType: 'FARGATE'},
		tags: [],
		createdAt: at,
		status: 'RUNNING',
		desired: 'RUNNING',
		version: 1,
		startedAt: at + 40_000,
	};
}
