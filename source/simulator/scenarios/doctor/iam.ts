import {agentRepositoryArn} from '../../world/iam/agent-access.js';
import {
	addPolicy,
	addRole,
	addScopedRole,
	documentOf,
	executionPolicyArn,
	pullOf,
	type RolePlan,
} from '../../world/iam/create-iam.js';
import {type PolicyDocument, type Statement} from '../../world/iam/types.js';
import {type World} from '../../world/types.js';
import {addCluster, addDefinition, hourMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** A service with a role of its own for each thing that can be right or wrong with an execution role. */
export const doctorIam: Scenario = {
	name: 'doctor-iam',
	summary: 'a service for each check of the execution role, both ways',
	account: demo.account,
	fill,
};

/** The same, in an organization that lets nobody pull from accounts outside. */
export const doctorServicePolicy: Scenario = {
	name: 'doctor-scp',
	summary: 'the same roles under a service control policy that forbids foreign images and telemetry',
	account: {
		...demo.account,
		servicePolicies: [
			documentOf(
				{
					Sid: 'OwnImagesOnly',
					Effect: 'Deny',
					Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
					NotResource: 'arn:aws:ecr:*:482193057716:repository/*',
				},
				{Sid: 'NoTelemetry', Effect: 'Deny', Action: 'guardduty:Send*', Resource: '*'},
			),
		],
	},
	fill,
};

/** An organization whose policies are in nobody's way. */
export const doctorOrganization: Scenario = {
	name: 'doctor-organization',
	summary: 'the same roles in an organization that allows everything',
	account: {...demo.account, servicePolicies: []},
	fill,
};

function fill(world: World): void {
	addCluster(world, {name: 'doctor-iam', tags: {GuardDutyManaged: 'true'}}, cluster => {
		const add = (name: string, executionRole: string | undefined): void => {
			const definition = addDefinition(world, {
				family: name,
				...(executionRole === undefined ? {hasExecutionRole: false} : {executionRole}),
			});
			addService(world, cluster, {
				name,
				tasks: 2,
				deployedAgoMs: 20 * hourMs,
				agent: 'follows',
				definition,
			});
		};

		for (const role of rolesOf(world)) {
			addRole(world.iam, role);
			add(role.name.replace(/-execution$/, ''), role.name);
		}

		addScopedRole(world, 'own-repositories-execution', ['own-repositories', 'shared-base']);
		add('own-repositories', 'own-repositories-execution');
		add('no-role', undefined);
		// Deleted while its tasks run on: IAM answers NoSuchEntity.
		add('role-gone', 'deleted-execution');
	});
}

function rolesOf(world: World): readonly RolePlan[] {
	const named = (name: string, role: Omit<RolePlan, 'name'>): RolePlan => ({
		name: `${name}-execution`,
		...role,
	});
	const inline = (...statements: readonly Statement[]): RolePlan['inline'] => [
		{name: 'inline', document: documentOf(...statements)},
	];
	const pulls = (document: PolicyDocument): RolePlan['inline'] => [{name: 'pull', document}];
	const telemetry = 'guardduty:SendSecurityTelemetry';
	const repository = agentRepositoryArn(world.region);
	const everything: Statement = {Effect: 'Allow', Action: '*', Resource: '*'};
	const attached = [executionPolicyArn];
	return [
		named('managed-policy', {attached}),
		named('least-privilege', {inline: pulls(pullOf(world, ['least-privilege', repository]))}),
		named('wildcards', {inline: inline({Effect: 'Allow', Action: ['ecr:*', 'logs:*'], Resource: '*'})}),
		named('without-token', {
			inline: inline({
				Effect: 'Allow',
				Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
				Resource: '*',
			}),
		}),
		named('nothing', {}),
		named('explicit-deny', {
			attached,
			inline: inline({Effect: 'Deny', Action: 'ecr:BatchGetImage', Resource: repository}),
		}),
		named('not-action', {
			inline: inline({Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*'}),
		}),
		named('under-a-condition', {
			inline: inline({
				...everything,
				Action: 'ecr:*',
				Condition: {StringEquals: {'aws:SourceVpc': world.vpc}},
			}),
		}),
		named('telemetry-denied', {
			attached,
			inline: inline({Effect: 'Deny', Action: telemetry, Resource: '*'}),
		}),
		named('boundary-wide', {
			attached,
			boundary: addPolicy(world, 'boundary-wide', everything),
		}),
		named('boundary-without-ecr', {
			attached,
			boundary: addPolicy(world, 'boundary-without-ecr', {
				Effect: 'Allow',
				Action: ['logs:*', 's3:*'],
				Resource: '*',
			}),
		}),
		named('boundary-denies-telemetry', {
			attached,
			boundary: addPolicy(world, 'boundary-denies-telemetry', everything, {
				Effect: 'Deny',
				Action: telemetry,
				Resource: '*',
			}),
		}),
		named('customer-policy', {
			attached: [addPolicy(world, 'pull-everything', {Effect: 'Allow', Action: ['ecr:*'], Resource: '*'})],
		}),
	];
}
