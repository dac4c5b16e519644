import {LookupEventsCommand} from '@aws-sdk/client-cloudtrail';
import {FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {ListGraphsCommand} from '@aws-sdk/client-detective';
import {DescribeNetworkInterfacesCommand, DescribeSubnetsCommand} from '@aws-sdk/client-ec2';
import {
	DescribeClustersCommand,
	DescribeContainerInstancesCommand,
	DescribeServiceDeploymentsCommand,
	DescribeServicesCommand,
	DescribeTaskDefinitionCommand,
	DescribeTasksCommand,
	ListAccountSettingsCommand,
	ListClustersCommand,
	ListContainerInstancesCommand,
	ListServiceDeploymentsCommand,
	ListServicesCommand,
	ListTagsForResourceCommand,
	ListTaskDefinitionsCommand,
	ListTasksCommand,
	RunTaskCommand,
	StopServiceDeploymentCommand,
	StopTaskCommand,
	TagResourceCommand,
	type Task,
	UntagResourceCommand,
	UpdateClusterSettingsCommand,
	UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {ListRulesCommand} from '@aws-sdk/client-eventbridge';
import {
	GetAdministratorAccountCommand,
	GetDetectorCommand,
	ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {GetRoleCommand} from '@aws-sdk/client-iam';
import {DescribeHubCommand} from '@aws-sdk/client-securityhub';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {type Simulator} from '../../source/simulator/simulator.js';
import {type Clients} from '../simulator/clients.js';
import {answered} from './answered.js';
import {exerciseDoctor} from './exercise-doctor.js';
import {exerciseFindings} from './exercise-findings.js';
import {exerciseLogs} from './exercise-logs.js';

/** How many clusters to look into, how many of them to change and roll out anew, and whose reads to make besides. */
export type Walk = {
	readonly clusters: number;
	readonly changed: number;
	readonly hasDoctor?: boolean;
	readonly hasFindings?: boolean;
	readonly hasLogs?: boolean;
};

/** Calls every operation of the simulator, in health and in error; AWS errors are part of the walk. */
export async function exercise(clients: Clients, simulator: Simulator, walk: Walk): Promise<void> {
	const {ecs, guardduty, sts, ec2, iam, cloudtrail, logs} = clients;
	await sts.send(new GetCallerIdentityCommand({}));
	const detectors = await answered(guardduty.send(new ListDetectorsCommand({})));
	for (const DetectorId of [...(detectors?.DetectorIds ?? []), 'unknown']) {
		await answered(guardduty.send(new GetDetectorCommand({DetectorId})));
		await answered(guardduty.send(new GetAdministratorAccountCommand({DetectorId})));
	}

	await ecs.send(new ListAccountSettingsCommand({effectiveSettings: true}));
	await ecs.send(new ListAccountSettingsCommand({name: 'guardDutyActivate', effectiveSettings: true}));
	await ecs.send(new ListTaskDefinitionsCommand({sort: 'DESC', maxResults: 5}));
	const {clusterArns = []} = await ecs.send(new ListClustersCommand({}));
	await ecs.send(new DescribeClustersCommand({clusters: [...clusterArns.slice(0, 99), 'unknown']}));
	await ecs.send(
		new DescribeClustersCommand({
			clusters: clusterArns,
			include: ['SETTINGS', 'STATISTICS', 'TAGS', 'CONFIGURATIONS', 'ATTACHMENTS'],
		}),
	);
	for (const cluster of clusterArns.slice(0, walk.clusters)) {
		await readCluster(cluster);
	}

	if (walk.hasLogs) {
		await exerciseLogs(clients, simulator);
	}

	if (walk.hasFindings) {
		await exerciseFindings(clients, detectors?.DetectorIds ?? []);
	}

	if (walk.hasDoctor) {
		await exerciseDoctor(clients, {detectors: detectors?.DetectorIds ?? [], clusters: clusterArns});
	}

	for (const cluster of clusterArns.slice(0, walk.changed)) {
		await changeCluster(cluster);
	}

	await goWrong(clusterArns[0] ?? 'unknown');

	async function readCluster(cluster: string): Promise<void> {
		await ecs.send(new ListTagsForResourceCommand({resourceArn: cluster}));
		const {serviceArns = []} = await ecs.send(new ListServicesCommand({cluster, maxResults: 100}));
		await ecs.send(new ListServicesCommand({cluster, maxResults: 1}));
		if (serviceArns.length > 0) {
			const services = serviceArns.slice(0, 9);
			await ecs.send(
				new DescribeServicesCommand({cluster, services: [...services, 'unknown'], include: ['TAGS']}),
			);
		}

		for (const service of serviceArns.slice(0, 3)) {
			const {serviceDeployments = []} =
				(await answered(ecs.send(new ListServiceDeploymentsCommand({cluster, service})))) ?? {};
			const arns = serviceDeployments.flatMap(({serviceDeploymentArn: arn}) =>
				arn === undefined ? [] : [arn],
			);
			if (arns.length > 0) {
				await ecs.send(new DescribeServiceDeploymentsCommand({serviceDeploymentArns: arns}));
			}
		}

		await readTasks(cluster);
		const {containerInstanceArns = []} = await ecs.send(new ListContainerInstancesCommand({cluster}));
		if (containerInstanceArns.length > 0) {
			await ecs.send(
				new DescribeContainerInstancesCommand({
					cluster,
					containerInstances: [...containerInstanceArns, 'unknown'],
					include: ['TAGS', 'CONTAINER_INSTANCE_HEALTH'],
				}),
			);
		}
	}

	async function readTasks(cluster: string): Promise<readonly Task[]> {
		const all: Task[] = [];
		for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
			const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster, desiredStatus}));
			if (taskArns.length > 0) {
				const {tasks = []} = await ecs.send(
					new DescribeTasksCommand({cluster, tasks: taskArns, include: ['TAGS']}),
				);
				all.push(...tasks);
			}
		}

		const [task] = all;
		if (task) {
			await ecs.send(
				new DescribeTaskDefinitionCommand({taskDefinition: task.taskDefinitionArn, include: ['TAGS']}),
			);
			const eni = task.attachments?.[0]?.details?.find(({name}) => name === 'networkInterfaceId')?.value;
			await answered(ec2.send(new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: [eni ?? 'eni-0']})));
		}

		return all;
	}

	async function changeCluster(cluster: string): Promise<void> {
		await answered(
			ecs.send(
				new TagResourceCommand({resourceArn: cluster, tags: [{key: 'GuardDutyManaged', value: 'true'}]}),
			),
		);
		await answered(ecs.send(new UntagResourceCommand({resourceArn: cluster, tagKeys: ['environment']})));
		await ecs.send(
			new UpdateClusterSettingsCommand({cluster, settings: [{name: 'containerInsights', value: 'enhanced'}]}),
		);
		const {serviceArns = []} = await ecs.send(new ListServicesCommand({cluster, maxResults: 10}));
		for (const service of serviceArns.slice(0, 6)) {
			await answered(ecs.send(new UpdateServiceCommand({cluster, service, forceNewDeployment: true})));
		}

		// Every few seconds of a rollout, a look at each shape that its parts have.
		for (let step = 0; step < 8; step++) {
			simulator.advance(4000);
			if (serviceArns.length > 0) {
				await ecs.send(new DescribeServicesCommand({cluster, services: serviceArns, include: ['TAGS']}));
			}

			await readTasks(cluster);
			if (step === 2) {
				await stopRollout(cluster, serviceArns[0]);
			}
		}

		const tasks = await readTasks(cluster);
		const last = tasks.find(({lastStatus}) => lastStatus === 'RUNNING');
		await answered(
			ecs.send(new StopTaskCommand({cluster, task: last?.taskArn ?? 'unknown', reason: 'exercise'})),
		);
		const {Subnets: [subnet] = []} = await ec2.send(new DescribeSubnetsCommand({}));
		const subnets = [subnet?.SubnetId ?? 'subnet-0'];
		await answered(
			ecs.send(
				new RunTaskCommand({
					cluster,
					taskDefinition: last?.taskDefinitionArn ?? 'unknown',
					launchType: 'FARGATE',
					networkConfiguration: {awsvpcConfiguration: {subnets}},
					tags: [{key: 'by', value: 'exercise'}],
				}),
			),
		);
		await readCluster(cluster);
	}

	async function stopRollout(cluster: string, service: string | undefined): Promise<void> {
		const {serviceDeployments = []} =
			(await answered(
				ecs.send(new ListServiceDeploymentsCommand({cluster, service: service ?? 'unknown'})),
			)) ?? {};
		const arn = serviceDeployments[0]?.serviceDeploymentArn ?? 'unknown';
		await answered(
			ecs.send(new StopServiceDeploymentCommand({serviceDeploymentArn: arn, stopType: 'ROLLBACK'})),
		);
	}

	async function goWrong(cluster: string): Promise<void> {
		await answered(ecs.send(new ListServicesCommand({cluster: 'unknown'})));
		await answered(ecs.send(new ListServicesCommand({cluster, nextToken: 'made up'})));
		await answered(ecs.send(new ListTasksCommand({cluster, serviceName: 'unknown'})));
		await answered(ecs.send(new DescribeServicesCommand({cluster, services: []})));
		await answered(ecs.send(new UpdateServiceCommand({cluster, service: 'unknown'})));
		await answered(ecs.send(new StopTaskCommand({cluster, task: 'unknown'})));
		await answered(ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: 'unknown'})));
		for (const fault of [
			{throttle: 1},
			{error: 1},
			{expired: true},
			{
				deny: [
					'ecs:*',
					'guardduty:*',
					'ec2:*',
					'iam:*',
					'cloudtrail:*',
					'events:*',
					'securityhub:*',
					'detective:*',
					'logs:*',
				],
			},
		]) {
			simulator.setFaults({throttle: 0, error: 0, expired: false, deny: [], ...fault});
			await answered(ecs.send(new ListClustersCommand({})));
			await answered(
				ecs.send(new TagResourceCommand({resourceArn: cluster, tags: [{key: 'a', value: 'b'}]})),
			);
			await answered(guardduty.send(new ListDetectorsCommand({})));
			await answered(sts.send(new GetCallerIdentityCommand({})));
			await answered(ec2.send(new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: ['eni-0']})));
			await answered(iam.send(new GetRoleCommand({RoleName: 'unknown'})));
			await answered(cloudtrail.send(new LookupEventsCommand({})));
			await answered(clients.events.send(new ListRulesCommand({})));
			await answered(clients.securityhub.send(new DescribeHubCommand({})));
			await answered(clients.detective.send(new ListGraphsCommand({})));
			await answered(logs.send(new FilterLogEventsCommand({logGroupName: '/none'})));
		}
	}
}
