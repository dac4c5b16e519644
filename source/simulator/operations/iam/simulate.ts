import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {roleArn} from '../../world/arns.js';
import {type Decision, decide} from '../../world/iam/decide.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {markedPage, noSuchEntity} from './iam-inputs.js';

/** Every action with every resource; only roles can be asked about. docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy: Operation = {
	service: 'iam',
	name: 'SimulatePrincipalPolicy',
	bucket: 'iam',
	input: {},
	resource: input => text(input, 'PolicySourceArn') ?? '*',
	serve(input, world) {
		const arn = text(input, 'PolicySourceArn') ?? '';
		const role = [...world.iam.roles.values()].find(({name}) => roleArn(world, name) === arn);
		if (!role) {
			return arn.startsWith('arn:')
				? noSuchEntity(`The principal ${arn} cannot be found.`)
				: new Refusal(
						'InvalidInput',
						`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
					);
		}

		const actions = members(input, 'ActionNames');
		const broken = actions.find(action => !/^[a-z0-9-]+:[A-Za-z*]+$/.test(action));
		if (actions.length === 0 || broken !== undefined) {
			return new Refusal('InvalidInput', `Invalid Action: ${broken ?? ''}`);
		}

		const given = members(input, 'ResourceArns');
		const resources = given.length === 0 ? ['*'] : given;
		const asked = actions.flatMap(action => resources.map(resource => ({action, resource})));
		const scope = JSON.stringify(['SimulatePrincipalPolicy', arn, asked]);
		const paged = markedPage(asked, {
			input,
			scope,
			keyOf: ({action, resource}) => `${action} ${resource}`.replaceAll(' ', '_'),
		});
		if (paged instanceof Refusal) {
			return paged;
		}

		const context = contextOf(input);
		return {
			EvaluationResults: paged.items.map(item => resultJson(item, decide(world, role, {...item, context}))),
			...paged.marks,
		};
	},
};

function resultJson(
	{action, resource}: {action: string; resource: string},
	{decision, isAllowedByOrganization, isAllowedByBoundary, missingKeys}: Decision,
): JsonObject {
	return {
		EvalActionName: action,
		EvalResourceName: resource,
		EvalDecision: decision,
		// Which statements matched is left out; the decision is what counts.
		MatchedStatements: [],
		MissingContextValues: missingKeys,
		...(isAllowedByOrganization !== undefined && {
			OrganizationsDecisionDetail: {AllowedByOrganizations: isAllowedByOrganization},
		}),
		...(isAllowedByBoundary !== undefined && {
			PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: isAllowedByBoundary},
		}),
	};
}

function contextOf(input: JsonObject): ReadonlyMap<string, readonly string[]> {
	const context = new Map<string, readonly string[]>();
	for (let index = 1; ; index++) {
		const entry = `ContextEntries.member.${index}`;
		const key = text(input, `${entry}.ContextKeyName`);
		if (key === undefined) {
			return context;
		}

		context.set(key.toLowerCase(), members(input, `${entry}.ContextKeyValues`));
	}
}

/** The values of a list of the query protocol: ActionNames.member.1 and so on. */
function members(input: JsonObject, name: string): readonly string[] {
	const values: string[] = [];
	for (let index = 1; ; index++) {
		const value = text(input, `${name}.member.${index}`);
		if (value === undefined) {
			return values;
		}

		values.push(value);
	}
}
