import {createRandom} from '../../random.js';
import {type World} from '../types.js';
import {type Iam, type PolicyDocument, type Role, type Statement} from './types.js';

/** AWS's own policy for execution roles. */
export const executionPolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';

const pull = [
	'ecr:GetAuthorizationToken',
	'ecr:BatchCheckLayerAvailability',
	'ecr:GetDownloadUrlForLayer',
	'ecr:BatchGetImage',
];
const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** The execution role that most tasks share, and the policies that AWS manages. */
export function createIam(now: number, servicePolicies?: readonly PolicyDocument[]): Iam {
	const createdAt = now - 700 * 86_400_000;
	const document = documentOf({Effect: 'Allow', Action: [...pull, ...logs], Resource: '*'});
	const iam: Iam = {
		roles: new Map(),
		policies: new Map([
			[
				executionPolicyArn,
				{
					arn: executionPolicyArn,
					name: 'AmazonECSTaskExecutionRolePolicy',
					versionId: 'v1',
					document,
					createdAt,
				},
			],
		]),
		...(servicePolicies && {
			organization: {
				policies: [documentOf({Effect: 'Allow', Action: '*', Resource: '*'}), ...servicePolicies],
			},
		}),
	};
	addRole(iam, {name: 'ecsTaskExecutionRole', attached: [executionPolicyArn], createdAt});
	return iam;
}

export type RolePlan = {
	readonly name: string;
	readonly attached?: Role['attached'];
	readonly inline?: Role['inline'];
	readonly boundary?: string;
	readonly createdAt?: number;
};

export function addRole(iam: Iam, plan: RolePlan): void {
	iam.roles.set(plan.name, {
		name: plan.name,
		id: `AROA${createRandom(`role ${plan.name}`).letters(17).toUpperCase()}`,
		attached: plan.attached ?? [],
		inline: plan.inline ?? [],
		...(plan.boundary !== undefined && {boundary: plan.boundary}),
		createdAt: plan.createdAt ?? Date.UTC(2025, 2, 4),
	});
}

/** Adds a policy of the account's own; returns its ARN. */
export function addPolicy(world: World, name: string, ...statements: readonly Statement[]): string {
	const arn = `arn:aws:iam::${world.account}:policy/${name}`;
	world.iam.policies.set(arn, {
		arn,
		name,
		versionId: 'v3',
		document: documentOf(...statements),
		createdAt: Date.UTC(2025, 2, 4),
	});
	return arn;
}

/** A role as teams write it by hand: it may pull the team's own repositories and nothing else. */
export function addScopedRole(world: World, name: string, repositories: readonly string[]): void {
	addRole(world.iam, {name, inline: [{name: 'pull-own-images', document: pullOf(world, repositories)}]});
}

/** What it takes to pull these repositories, given as ARNs or as names of the account's own. */
export function pullOf(world: World, repositories: readonly string[]): PolicyDocument {
	const [token = '', ...rest] = pull;
	const own = `arn:aws:ecr:${world.region}:${world.account}:repository/`;
	return documentOf(
		{Sid: 'Token', Effect: 'Allow', Action: token, Resource: '*'},
		{
			Sid: 'Pull',
			Effect: 'Allow',
			Action: rest,
			Resource: repositories.map(name => (name.startsWith('arn:') ? name : `${own}${name}`)),
		},
		{Sid: 'Logs', Effect: 'Allow', Action: logs, Resource: '*'},
	);
}

export function documentOf(...statements: readonly Statement[]): PolicyDocument {
	return {Version: '2012-10-17', Statement: statements};
}
