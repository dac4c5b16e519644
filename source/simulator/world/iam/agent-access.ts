import {type World} from '../types.js';
import {decide} from './decide.js';
import {type Role} from './types.js';

/** The account that holds GuardDuty's agent image. docs.aws.amazon.com/guardduty/latest/ug/ecs-runtime-agent-ecr-image-uri.html */
export function agentRegistry(region: string): string {
	return registries[region] ?? '694911143906';
}

export function agentRepositoryArn(region: string): string {
	return `arn:aws:ecr:${region}:${agentRegistry(region)}:repository/aws-guardduty-agent-fargate`;
}

/** The first action of the pull that the role may not do; undefined when it may do all. */
export function missingPullAction(world: World, role: Role): string | undefined {
	const repository = agentRepositoryArn(world.region);
	const needed: readonly (readonly [action: string, resource: string])[] = [
		['ecr:GetAuthorizationToken', '*'],
		['ecr:BatchCheckLayerAvailability', repository],
		['ecr:GetDownloadUrlForLayer', repository],
		['ecr:BatchGetImage', repository],
	];
	return needed.find(
		([action, resource]) =>
			decide(world, role, {action, resource, context: new Map()}).decision !== 'allowed',
	)?.[0];
}

/** Whether somebody forbids the agent to report; that nobody allows it is no harm. */
export function isTelemetryDenied(world: World, role: Role): boolean {
	const action = 'guardduty:SendSecurityTelemetry';
	return decide(world, role, {action, resource: '*', context: new Map()}).decision === 'explicitDeny';
}

const registries: Readonly<Record<string, string>> = {
	'eu-west-1': '694911143906',
	'eu-west-2': '892757235363',
	'eu-central-1': '323658145986',
	'us-east-1': '593207742271',
	'us-east-2': '307168627858',
	'us-west-2': '733349766148',
	'ap-northeast-1': '533107202818',
	'ap-southeast-2': '005257825471',
};
