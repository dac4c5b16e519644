import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {roleArn} from '../../world/arns.js';
import {type PolicyDocument, type Role} from '../../world/iam/types.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {encoded, markedPage, noSuchEntity, roleIn, roleResource} from './iam-inputs.js';

export const getRole: Operation = {
	service: 'iam',
	name: 'GetRole',
	bucket: 'iam',
	input: {},
	resource: roleResource,
	serve(input, world) {
		const role = roleIn(input, world);
		return role instanceof Refusal ? role : {Role: roleJson(world, role)};
	},
};

export const listAttachedRolePolicies: Operation = {
	service: 'iam',
	name: 'ListAttachedRolePolicies',
	bucket: 'iam',
	input: {},
	resource: roleResource,
	serve(input, world) {
		const role = roleIn(input, world);
		if (role instanceof Refusal) {
			return role;
		}

		const scope = `ListAttachedRolePolicies ${role.name}`;
		const paged = markedPage(role.attached, {input, scope, keyOf: arn => arn});
		return paged instanceof Refusal
			? paged
			: {
					AttachedPolicies: paged.items.map(arn => ({
						PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
						PolicyArn: arn,
					})),
					...paged.marks,
				};
	},
};

export const listRolePolicies: Operation = {
	service: 'iam',
	name: 'ListRolePolicies',
	bucket: 'iam',
	input: {},
	resource: roleResource,
	serve(input, world) {
		const role = roleIn(input, world);
		if (role instanceof Refusal) {
			return role;
		}

		const scope = `ListRolePolicies ${role.name}`;
		const paged = markedPage(role.inline, {input, scope, keyOf: ({name}) => name});
		return paged instanceof Refusal
			? paged
			: {PolicyNames: paged.items.map(({name}) => name), ...paged.marks};
	},
};

export const getRolePolicy: Operation = {
	service: 'iam',
	name: 'GetRolePolicy',
	bucket: 'iam',
	input: {},
	resource: roleResource,
	serve(input, world) {
		const role = roleIn(input, world);
		if (role instanceof Refusal) {
			return role;
		}

		const wanted = text(input, 'PolicyName') ?? '';
		const found = role.inline.find(({name}) => name === wanted);
		return found
			? {RoleName: role.name, PolicyName: wanted, PolicyDocument: encoded(found.document)}
			: noSuchEntity(`The role policy with name ${wanted} cannot be found.`);
	},
};

function roleJson(world: World, {name, id, boundary, createdAt}: Role): JsonObject {
	return {
		Path: '/',
		RoleName: name,
		RoleId: id,
		Arn: roleArn(world, name),
		CreateDate: new Date(createdAt).toISOString(),
		AssumeRolePolicyDocument: encoded(trust),
		MaxSessionDuration: 3600,
		...(boundary !== undefined && {
			PermissionsBoundary: {
				PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
				PermissionsBoundaryArn: boundary,
			},
		}),
	};
}

/** Every role here is one of tasks. */
const trust: PolicyDocument = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Principal: {Service: 'ecs-tasks.amazonaws.com'}, Action: 'sts:AssumeRole'}],
};
