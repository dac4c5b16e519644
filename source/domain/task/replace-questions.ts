import {isFargateTask} from '../agent/agent-support.js';
import {type Task, type TaskDefinition} from '../resources.js';
import {type JsonObject} from './task-overrides.js';

/** Something that DescribeTasks does not tell and RunTask wants to know. */
export type ReplaceQuestion = {
	readonly id: 'subnets' | 'securityGroups' | 'assignPublicIp';
	readonly label: string;
	readonly why: string;
	/** Empty when nothing is known. */
	readonly initial: string;
};

export type ReplaceInput = {
	readonly task: Task;
	/** Undefined when it was not read. */
	readonly taskDefinition: TaskDefinition | undefined;
	/** Texts by the id of the question; a question without answer takes its `initial`. */
	readonly answers: {readonly [id: string]: string | undefined};
	/** What EC2 tells about the task's network interface, when it could be read. */
	readonly networkInterface?: {readonly publicIp?: string; readonly securityGroups: readonly string[]};
	/** Makes a repeated RunTask harmless; at most 64 characters. */
	readonly clientToken?: string;
};

function hasOwnInterface({task, taskDefinition}: ReplaceInput): boolean {
	return isFargateTask(task) || taskDefinition?.networkMode === 'awsvpc' || task.network !== undefined;
}

/** Returns what must be asked before this task can be started again; nothing without a network interface of its own. */
export function questionsAbout(input: ReplaceInput): readonly ReplaceQuestion[] {
	const {task, networkInterface} = input;
	if (!hasOwnInterface(input)) {
		return [];
	}

	const subnet = task.network?.subnetId;
	return [
		...(subnet === undefined
			? [
					{
						id: 'subnets',
						label: 'Subnets, separated by commas',
						why: 'ECS no longer tells the subnet of this task',
						initial: '',
					} as const,
				]
			: []),
		{
			id: 'securityGroups',
			label: 'Security groups, separated by commas',
			why: networkInterface
				? 'read from its network interface'
				: 'ECS does not tell them; without any, the VPC default group is taken',
			initial: networkInterface?.securityGroups.join(',') ?? '',
		},
		// ENABLED is for Fargate alone. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
		...(isFargateTask(task)
			? [
					{
						id: 'assignPublicIp',
						label: 'Public IP: ENABLED or DISABLED',
						why: networkInterface
							? `its network interface has ${networkInterface.publicIp ?? 'no public address'}`
							: 'ECS does not tell; without it the new task may not reach its image',
						initial: networkInterface ? (networkInterface.publicIp ? 'ENABLED' : 'DISABLED') : '',
					} as const,
				]
			: []),
	];
}

const identifiers = {subnets: /^subnet-[0-9a-z]+$/, securityGroups: /^sg-[0-9a-z]+$/};

/** True when an answer can be right for its question; no security group is an answer too. */
export function isAnswer(id: ReplaceQuestion['id'], answer: string): boolean {
	switch (id) {
		case 'subnets':
			return listIn(answer).length > 0 && listIn(answer).every(text => identifiers.subnets.test(text));
		case 'securityGroups':
			return listIn(answer).every(text => identifiers.securityGroups.test(text));
		case 'assignPublicIp':
			return answer === 'ENABLED' || answer === 'DISABLED';
		default:
			return id satisfies never;
	}
}

/** Returns the network configuration by the answers; undefined when the network mode has none. */
export function networkConfiguration(
	input: ReplaceInput,
	answers: ReadonlyMap<ReplaceQuestion['id'], string>,
): JsonObject | undefined {
	if (!hasOwnInterface(input)) {
		return undefined;
	}

	const subnet = input.task.network?.subnetId;
	const securityGroups = listIn(answers.get('securityGroups') ?? '');
	const assignPublicIp = answers.get('assignPublicIp') ?? '';
	return {
		awsvpcConfiguration: {
			subnets: subnet === undefined ? listIn(answers.get('subnets') ?? '') : [subnet],
			...(securityGroups.length > 0 && {securityGroups}),
			...(isAnswer('assignPublicIp', assignPublicIp) && {assignPublicIp}),
		},
	};
}

function listIn(text: string): readonly string[] {
	return text.split(/[\s,]+/).filter(word => word !== '');
}
