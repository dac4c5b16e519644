import {runtimeTypes} from '../../findings/catalogue/registry.js';
import {exfiltrationTypes} from '../../findings/credentials.js';
import {malwareContent, malwareTypes} from '../../findings/malware.js';
import {report} from '../../findings/report.js';
import {subjectOf} from '../../findings/subject.js';
import {createRandom} from '../../random.js';
import {type Cluster, type Task, type World} from '../../world/types.js';
import {addCluster, addDefinition, addInstances, dayMs, ec2, minuteMs, sidecar} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';
import {addFinding, addSequence} from './build-findings.js';

/** Every type of finding that is about ECS, each on a task that runs. */
export const findingsEveryType: Scenario = {
	name: 'findings',
	summary: 'every type of finding about ECS once, each on a running task, on Fargate and on EC2',
	account: {
		...demo.account,
		detector: {
			enabled: true,
			runtimeMonitoring: true,
			fargateAgent: false,
			ec2Agent: true,
			changedAgoMs: 30 * dayMs,
			malwareProtection: true,
		},
	},
	fill(world) {
		const onFargate = [...fargateCluster(world).contents().tasks.values()];
		const onEc2 = [...ec2Cluster(world).contents().tasks.values()];
		const everywhere = [...onFargate, ...onEc2];
		const told = runtimeTypes.flatMap((type, index) => {
			const tasks = type.needsHost ? onEc2 : everywhere;
			const task = tasks[index % tasks.length];
			const seenAgoMs = (index + 3) * 11 * minuteMs;
			return task ? [{finding: addFinding(world, {type: type.type, task, seenAgoMs}), task}] : [];
		});
		for (const [index, {type}] of exfiltrationTypes.entries()) {
			const task = onFargate[index];
			if (task) {
				addFinding(world, {type, task, seenAgoMs: (index + 1) * 7 * minuteMs});
			}
		}

		addMalware(world, onEc2, told[0]?.finding.id ?? '');
		const [first] = onFargate;
		if (first) {
			const members = told.filter(({task}) => task.cluster === first.cluster).slice(0, 5);
			addSequence(world, {cluster: first.cluster, members}, 15 * minuteMs);
		}
	},
};

function addMalware(world: World, tasks: readonly Task[], triggerId: string): void {
	for (const [index, malware] of malwareTypes.entries()) {
		const task = tasks[index];
		if (!task) {
			return;
		}

		const at = world.clock.now() - (index + 1) * 40 * minuteMs;
		const subject = subjectOf(world, task);
		const random = createRandom(`${world.vpc} malware ${malware.type}`);
		const content = malwareContent(world, malware, {subject, random, at, triggerId});
		report(world, {
			type: malware.type,
			severity: malware.severity,
			resourceType: 'ECSCluster',
			resourceId: subject.resourceId,
			seenAt: at,
			content: () => content,
		});
	}
}

function fargateCluster(world: World): Cluster {
	const tags = {GuardDutyManaged: 'true', environment: 'prod', team: 'shop'};
	return addCluster(world, {name: 'findings-fargate', tags, insights: 'enhanced'}, cluster => {
		for (const [name, tasks] of [
			['storefront', 6],
			['orders', 4],
			['mailer', 2],
		] as const) {
			addService(world, cluster, {
				name,
				tasks,
				deployedAgoMs: 8 * dayMs,
				agent: 'running',
				definition: addDefinition(world, {
					family: name,
					revision: 12,
					port: 8080,
					sidecars: [sidecar('log-router', 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.0.0')],
				}),
			});
		}
	});
}

function ec2Cluster(world: World): Cluster {
	const plan = {name: 'findings-ec2', tags: {environment: 'prod'}, capacityProviders: ['nodes-asg']};
	return addCluster(world, plan, cluster => {
		addInstances(world, cluster, {
			count: 3,
			instanceType: 'm6i.large',
			cpu: 2048,
			memory: 7_764,
			capacityProvider: 'nodes-asg',
			tags: {Name: 'node', GuardDutyManaged: 'true'},
		});
		const hostMounts = [
			{name: 'root', hostPath: '/', mountPath: '/mnt/host'},
			{name: 'docker', hostPath: '/var/run/docker.sock', mountPath: '/var/run/docker.sock'},
		];
		const plans = [
			{name: 'node-tools', networkMode: 'host', privileged: true, hostMounts},
			{name: 'renderer', networkMode: 'bridge'},
			{name: 'queue-reader', networkMode: 'awsvpc'},
		] as const;
		for (const {name, ...rest} of plans) {
			addService(world, cluster, {
				name,
				tasks: 3,
				deployedAgoMs: 20 * dayMs,
				launch: ec2,
				definition: addDefinition(world, {family: name, revision: 3, ...rest}),
			});
		}
	});
}
