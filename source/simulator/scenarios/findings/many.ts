import {runtimeTypes} from '../../findings/catalogue/registry.js';
import {type RuntimeType} from '../../findings/catalogue/runtime-type.js';
import {report} from '../../findings/report.js';
import {runtimeContent} from '../../findings/runtime.js';
import {subjectOf} from '../../findings/subject.js';
import {createRandom, type Random} from '../../random.js';
import {clusterArn} from '../../world/arns.js';
import {type Cluster, type Task, type World} from '../../world/types.js';
import {addCluster, addDefinition, dayMs, hourMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';
import {goneTask} from './build-findings.js';

const count = 10_000;
const keptMs = 90 * dayMs;
const clusters = 8;
const services = ['api', 'worker', 'web', 'batch', 'proxy'] as const;

/** As much as ninety days of a noisy account hold; what each finding tells is made when it is asked for. */
export const findingsMany: Scenario = {
	name: 'findings-many',
	summary: '10,000 findings of ninety days over eight clusters, most about tasks that are gone',
	account: {
		...demo.account,
		detector: {
			enabled: true,
			runtimeMonitoring: true,
			fargateAgent: false,
			ec2Agent: true,
			changedAgoMs: 200 * dayMs,
		},
	},
	fill(world) {
		const random = createRandom(`${world.vpc} many findings`);
		const all = Array.from({length: clusters}, (_, index) => addNoisyCluster(world, index));
		const types = runtimeTypes.filter(({needsHost}) => !needsHost);
		for (let index = 0; index < count; index++) {
			addNoise(world, {random, type: random.pick(types), cluster: random.pick(all)});
		}
	},
};

function addNoisyCluster(world: World, index: number): Cluster {
	const name = `noisy-${String(index + 1).padStart(2, '0')}`;
	return addCluster(world, {name, tags: {GuardDutyManaged: 'true'}}, cluster => {
		for (const service of services) {
			addService(world, cluster, {
				name: service,
				tasks: 4,
				deployedAgoMs: 30 * hourMs,
				agent: 'running',
				definition: addDefinition(world, {family: `${name}-${service}`, revision: 9, port: 8080}),
			});
		}
	});
}

function addNoise(
	world: World,
	{random, type, cluster}: {random: Random; type: RuntimeType; cluster: Cluster},
): void {
	// The newer the more of them.
	const agoMs = Math.floor(random.fraction() ** 2 * (keptMs - hourMs)) + 60_000;
	const seenAt = world.clock.now() - agoMs;
	const repeats = random.fraction() < 0.3 ? random.integer(2, 40) : 1;
	const seed = random.hex(16);
	const tasks = [...cluster.contents().tasks.values()];
	const live = agoMs < 28 * hourMs ? random.pick(tasks) : undefined;
	const {definition} = live ?? random.pick(tasks);
	const taskThen = (): Task =>
		live ??
		goneTask(world, cluster, {definition, agoMs: agoMs + hourMs, group: `service:${definition.family}`});
	report(world, {
		type: type.type,
		severity: type.severity,
		resourceType: 'ECSCluster',
		resourceId: clusterArn(world, cluster),
		seenAt,
		firstSeenAt: repeats === 1 ? seenAt : Math.max(world.clock.now() - keptMs, seenAt - 6 * hourMs),
		count: repeats,
		isArchived: random.fraction() < 0.2,
		content: () =>
			runtimeContent(type, {random: createRandom(seed), at: seenAt, subject: subjectOf(world, taskThen())}),
	});
}
