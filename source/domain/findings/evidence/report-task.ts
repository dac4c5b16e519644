import {isAgentContainer} from '../../agent/agent.js';
import {type NetworkInterface, type SecurityGroup, type SecurityGroupRule} from '../../network/network.js';
import {type Container, type Service, type Task, type TaskDefinition} from '../../resources.js';
import {type Finding} from '../finding.js';
import {codeSpan} from './markdown.js';
import {factLines, section, timeText} from './report-lines.js';

export type TaskOfReport = {
	readonly finding?: Finding;
	readonly task?: Task;
	/** The state of the task when collecting ended, in the console's own words. */
	readonly taskState?: string;
	/** That it is cut off the network, in the console's own words. */
	readonly isolation?: string;
	readonly definition?: TaskDefinition;
	readonly service?: Service;
	readonly interfaces: readonly NetworkInterface[];
	readonly groups: readonly SecurityGroup[];
};

/** Returns what is known of the task, its containers with the images that they really run, and its network. */
export function taskSections(facts: TaskOfReport): readonly (readonly string[])[] {
	return [section('The task', taskLines(facts)), section('Its network', networkLines(facts))];
}

function taskLines({finding, task, taskState, definition, service}: TaskOfReport): readonly string[] {
	const launch = task?.capacityProvider ?? task?.launchType;
	return [
		...factLines([
			['state', taskState],
			['ARN', task?.arn ?? finding?.taskArn],
			['task definition', definition?.arn ?? task?.taskDefinition ?? finding?.task?.definitionArn],
			['task role', definition?.taskRoleArn],
			['execution role', definition?.executionRoleArn],
			['service', service?.arn ?? finding?.serviceName],
			['launch', [launch, task?.platformVersion].filter(Boolean).join(' ')],
			['network mode', modeText(definition)],
			['started by', task?.startedBy],
			['created', timeText(task?.createdAt)],
			['started', timeText(task?.startedAt)],
			['stopped', timeText(task?.stoppedAt)],
			['stopped because', task?.stoppedReason],
		]),
		...(task?.containers ?? []).map(container => containerLine(container, finding)),
	];
}

function modeText(definition: TaskDefinition | undefined): string | undefined {
	const mode = definition && (definition.networkMode ?? 'bridge');
	if (mode === undefined || mode === 'awsvpc') {
		return mode;
	}

	return mode === 'none'
		? 'none: it has no network'
		: `${mode}: no interface of its own, it shares the network of its instance`;
}

function containerLine(container: Container, finding: Finding | undefined): string {
	const {name, image, imageDigest, lastStatus} = container;
	const who = isAgentContainer(container) ? ', the GuardDuty agent' : '';
	const here = finding?.containerName === name ? ', the one it happened in' : '';
	return `- container ${codeSpan(name)} (${codeSpan(lastStatus ?? 'status not told')}${who}${here}): image ${codeSpan(image ?? 'not told')}, digest ${codeSpan(imageDigest ?? 'not told')}`;
}

function networkLines({interfaces, groups, isolation}: TaskOfReport): readonly string[] {
	return [
		...factLines([['state', isolation]]),
		...interfaces.map(
			({id, privateIp, publicIp, ipv6Addresses, subnetId, vpcId, securityGroups}) =>
				`- interface ${codeSpan(id)}: private ${codeSpan(privateIp ?? 'none')}, public ${codeSpan(publicIp ?? 'none')}${ipv6Addresses.length === 0 ? '' : `, IPv6 ${ipv6Addresses.map(codeSpan).join(', ')}`}, subnet ${codeSpan(subnetId ?? 'not told')}, VPC ${codeSpan(vpcId ?? 'not told')}, groups ${securityGroups.map(codeSpan).join(', ') || 'none'}`,
		),
		...groups.flatMap(({id, name, inbound, outbound}) => [
			`- security group ${codeSpan(id)} ${codeSpan(name ?? '')}`,
			...ruleLines('in', inbound),
			...ruleLines('out', outbound),
		]),
	];
}

function ruleLines(direction: 'in' | 'out', rules: readonly SecurityGroupRule[]): readonly string[] {
	return rules.length === 0
		? [`  - ${direction}: nothing`]
		: rules.map(rule => `  - ${direction}: ${codeSpan(ruleText(rule, direction))}`);
}

function ruleText(rule: SecurityGroupRule, direction: 'in' | 'out'): string {
	const {protocol, fromPort, toPort, cidrs, ipv6Cidrs, prefixListIds, groupIds} = rule;
	const what = protocol === '-1' ? 'all traffic' : `${protocol} ${portsText(fromPort, toPort)}`;
	const whom = [...cidrs, ...ipv6Cidrs, ...prefixListIds, ...groupIds].join(', ');
	return `${what} ${direction === 'in' ? 'from' : 'to'} ${whom === '' ? 'nobody' : whom}`;
}

function portsText(from: number | undefined, to: number | undefined): string {
	if (from === undefined || from === -1) {
		return 'all ports';
	}

	return to === undefined || to === from ? `${from}` : `${from}-${to}`;
}
