import {latestAgentVersion} from './agent-releases.js';
import {agentRegistry, agentRepositoryArn, missingPullAction} from './iam/agent-access.js';
import {interfaceOf} from './interfaces.js';
import {
	egressOf,
	endpointAllows,
	endpointFor,
	letsIn,
	reachesInternet,
	type Standpoint,
	standpointOf,
} from './network/paths.js';
import {type Task, type TaskDefinition, type World} from './types.js';

/** Why the agent of this task can't be pulled, in the words of Fargate; undefined when it can. */
export function agentPullFailure(world: World, task: Task): string | undefined {
	const {network} = task;
	const standpoint = network && standpointOf(world, network, interfaceOf(world, task).subnet);
	const isArm = task.definition.architecture === 'ARM64';
	const image = imageOf(world.region, isArm, latestAgentVersion);
	const blocked = standpoint && networkFailure(world, standpoint, image);
	if (blocked !== undefined) {
		return `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${image.reference}: ${blocked}`;
	}

	return isRefused(world, task) ? deniedAgentPull(world.region, isArm) : undefined;
}

/** The text of a refused pull (in the field a role that is limited to the team's own repositories). */
export function deniedAgentPull(region: string, isArm = false): string {
	const image = imageOf(region, isArm, latestAgentVersion);
	return `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image.reference}: unexpected status from HEAD request to ${image.manifest}: 403 Forbidden`;
}

type Image = {readonly reference: string; readonly host: string; readonly manifest: string};

/** The reference by which a task's agent is pulled. */
export function agentImage(region: string, {architecture}: TaskDefinition, version: string): string {
	return imageOf(region, architecture === 'ARM64', version).reference;
}

function imageOf(region: string, isArm: boolean, version: string): Image {
	const host = `${agentRegistry(region)}.dkr.ecr.${region}.amazonaws.com`;
	const tag = `v${version}-Fg_${isArm ? 'arm64' : 'x86_64'}`;
	return {
		host,
		reference: `${host}/aws-guardduty-agent-fargate:${tag}`,
		manifest: `https://${host}/v2/aws-guardduty-agent-fargate/manifests/${tag}`,
	};
}

function isRefused(world: World, task: Task): boolean {
	const role = world.iam.roles.get(task.definition.executionRole ?? '');
	return !role || missingPullAction(world, role) !== undefined;
}

// The manifest comes from ECR, the layers come from S3; with endpoints these are three ways that must all be open.
function networkFailure(world: World, standpoint: Standpoint, {host, manifest}: Image): string | undefined {
	const timeout = `failed to do request: Head "${manifest}": dial tcp 52.210.17.44:443: i/o timeout`;
	if (!standpoint.vpc.dnsSupport) {
		return `failed to do request: Head "${manifest}": dial tcp: lookup ${host}: no such host`;
	}

	const egress = egressOf(world, standpoint);
	const hasInternet = reachesInternet(world, standpoint);
	const own = ['ecr.api', 'ecr.dkr'].map(name => endpointFor(world, standpoint, name));
	for (const endpoint of own) {
		const isOpen = endpoint
			? egress.vpc && letsIn(world, endpoint, standpoint)
			: hasInternet && egress.anywhere;
		if (!isOpen) {
			return timeout;
		}

		if (endpoint && !endpointAllows(endpoint, 'ecr:BatchGetImage', agentRepositoryArn(world.region))) {
			return `unexpected status from HEAD request to ${manifest}: 403 Forbidden`;
		}
	}

	const hasS3 = endpointFor(world, standpoint, 's3') ?? (hasInternet ? true : undefined);
	return hasS3 && egress.s3
		? undefined
		: `failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://prod-${world.region}-starport-layer-bucket.s3.${world.region}.amazonaws.com/": dial tcp 52.92.18.2:443: i/o timeout`;
}
