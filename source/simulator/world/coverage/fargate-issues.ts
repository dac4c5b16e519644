import {isTelemetryDenied} from '../iam/agent-access.js';
import {interfaceOf} from '../interfaces.js';
import {endpointAllows, endpointFor, letsIn, standpointOf} from '../network/paths.js';
import {optInAt} from '../opt-in.js';
import {type Cluster, type Service, type Task, type World} from '../types.js';

// Every text is as docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html lists it.

/** The definition as the texts name it. */
const definitionOf = ({definition}: Task): string =>
	`TaskDefinition - '${definition.family}:${definition.revision}'`;

/** What is wrong with a task whose agent is or was there; nothing while all is well. */
export function agentIssue(world: World, task: Task): string | undefined {
	const {agent} = task;
	if (!agent) {
		return undefined;
	}

	const where = definitionOf(task);
	if (agent.status === 'STOPPED') {
		const {exitCode, reason} = agent;
		// An agent that ended with its task has done nothing wrong.
		if (task.desired === 'STOPPED' && exitCode === 143 && reason === undefined) {
			return undefined;
		}

		if (exitCode === undefined) {
			return reason === undefined
				? undefined
				: endedAgent(reason, `${task.definition.family}:${task.definition.revision}`);
		}

		return reason === undefined
			? `ExitCode: ${exitCode} for tasks in ${where}`
			: `ExitCode: ${exitCode} with reason: '${reason}' for tasks in ${where}`;
	}

	return agent.status === 'RUNNING' ? silence(world, task, where) : undefined;
}

// The agent runs; does GuardDuty hear of it?
function silence(world: World, task: Task, where: string): string | undefined {
	const role = world.iam.roles.get(task.definition.executionRole ?? '');
	if (role && isTelemetryDenied(world, role)) {
		return `Agent not reporting for tasks in ${where}`;
	}

	const standpoint = task.network && standpointOf(world, task.network, interfaceOf(world, task).subnet);
	// From this version on the agent has a way of its own, without the endpoint.
	if (!standpoint || task.agent?.version === '1.17.1') {
		return undefined;
	}

	const endpoint = endpointFor(world, standpoint, 'guardduty-data');
	if (!endpoint && standpoint.vpc.ownerId !== world.account) {
		const {id, ownerId} = standpoint.vpc;
		const issue = `Owner account ID ${ownerId} for shared VPC ${id} doesn't have either Runtime Monitoring, automated agent configuration, or both, enabled`;
		return `${issue}; for task in ${where}`;
	}

	const isHeard =
		endpoint &&
		letsIn(world, endpoint, standpoint) &&
		endpointAllows(endpoint, 'guardduty:SendSecurityTelemetry', '*');
	return isHeard ? undefined : `Agent not reporting for tasks in ${where}`;
}

/** The endpoint that GuardDuty could not make, once for each VPC. */
export function endpointIssue(world: World, task: Task): string | undefined {
	const standpoint = task.network && standpointOf(world, task.network, interfaceOf(world, task).subnet);
	if (!standpoint || (standpoint.vpc.dnsSupport && standpoint.vpc.dnsHostnames)) {
		return undefined;
	}

	const {id} = standpoint.vpc;
	return `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${id} (Service: EC2, Status Code:400, Request ID: a1b2c3d4-5678-90ab-cdef-EXAMPLE11111).`;
}

/** Why a task never had an agent, by what it is made of. */
export function unfitIssue(task: Task): string | undefined {
	const where = definitionOf(task);
	if (task.invokedBy !== undefined) {
		return `Unsupported invocation by ${task.invokedBy} for task(s) in ${where}`;
	}

	const {foreignArchitecture, executionRole} = task.definition;
	if (foreignArchitecture !== undefined) {
		return `Unsupported CPU architecture '${foreignArchitecture}' for task(s) in ${where}`;
	}

	if (executionRole === undefined) {
		return `TaskExecutionRole missing from ${where}`;
	}

	return task.network ? undefined : `Missing network configuration 'subnets' for task(s) in ${where}`;
}

/** The text of a service that is older than Runtime Monitoring. */
export function unmonitoredService(name: string): string {
	return `Service '${name}' requires a new deployment to fix/troubleshoot. Refer documentation, Impacted service name(s): '${name}'`;
}

/** The text of a definition whose agent ended for a reason, without an exit code. */
export function endedAgent(reason: string, definition: string): string {
	const where = `for tasks in TaskDefinition - '${definition}'`;
	return reason.startsWith('CannotPullContainerError')
		? `Agent exited: Reason: ${reason} ${where}`
		: `Reason: ${reason} ${where}`;
}

/** Why services that were deployed, and tasks that were started, in their time have no agent. */
export function timingIssues(
	world: World,
	cluster: Cluster,
	{services, tasks}: {services: readonly Service[]; tasks: readonly Task[]},
): readonly string[] {
	const named = {excluded: [] as string[], unmanaged: [] as string[], unmonitored: [] as string[]};
	const unidentified: string[] = [];
	const started = {excluded: [] as string[], unmanaged: [] as string[], unmonitored: [] as string[]};
	for (const service of services) {
		const why = optInAt(world, cluster, service.deployments[0]?.createdAt ?? service.createdAt);
		const [task] = service.tasks;
		if (why !== 'managed') {
			named[why].push(service.name);
		} else if (task) {
			unidentified.push(`Unidentified issue, for tasks in ${definitionOf(task)}`);
		}
	}

	for (const task of tasks) {
		const why = optInAt(world, cluster, task.createdAt);
		if (why === 'managed') {
			unidentified.push(`Unidentified issue, for tasks in ${definitionOf(task)}`);
		} else {
			started[why].push(task.id);
		}
	}

	const list = (names: readonly string[], text: (all: string) => string): readonly string[] =>
		names.length > 0 ? [text(names.join(', '))] : [];
	return [
		...list(
			started.excluded,
			ids =>
				`Tasks started when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted task ID(s): '${ids}'`,
		),
		...list(
			named.excluded,
			names =>
				`Services deployed when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted service name(s): '${names}'`,
		),
		...list(
			started.unmanaged,
			ids =>
				`Tasks started before enabling Automated Agent Configuration are not covered. Impacted task ID(s): '${ids}'`,
		),
		...list(
			named.unmanaged,
			names =>
				`Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): '${names}'`,
		),
		...named.unmonitored.map(name => unmonitoredService(name)),
		...list(
			started.unmonitored,
			ids =>
				`Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '${ids}'`,
		),
		...unidentified,
	];
}
