import {SimulatePrincipalPolicyCommand} from '@aws-sdk/client-iam';
import {type SimulationResult} from '../../../domain/iam.js';
import {
	type Fields,
	fields,
	flag,
	list,
	MalformedAnswer,
	oneOf,
	required,
	requiredList,
	text,
	texts,
	textsOf,
} from '../../fields.js';
import {type Operation} from '../operation.js';
import {nextMarker} from './answers.js';

/** docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy: Operation<'iam:SimulatePrincipalPolicy'> = {
	async send(clients, {roleArn, actions, resources, nextToken}, options) {
		const command = new SimulatePrincipalPolicyCommand({
			PolicySourceArn: roleArn,
			ActionNames: [...actions],
			ResourceArns: [...resources],
			MaxItems: 1000,
			Marker: nextToken,
		});
		return (await clients.iam()).send(command, options);
	},
	parse: answer => ({
		items: requiredList(answer, 'EvaluationResults', results).flat(),
		...nextMarker(answer),
	}),
};

/** Asked about several resources, IAM answers each action once and its resources within. */
function results(answer: Fields): readonly SimulationResult[] {
	const action = required(answer, 'EvalActionName');
	const isAllowedByOrganizations = flag(fields(answer.OrganizationsDecisionDetail).AllowedByOrganizations);
	const perResource = list(answer.ResourceSpecificResults, one => one);
	return perResource.length > 1
		? perResource.map(one => ({
				action,
				resource: text(one.EvalResourceName),
				isAllowedByOrganizations,
				...judgement(one, one.EvalResourceDecision),
			}))
		: [
				{
					action,
					resource: text(answer.EvalResourceName),
					isAllowedByOrganizations,
					...judgement(answer, answer.EvalDecision),
				},
			];
}

const decisions: readonly SimulationResult['decision'][] = ['allowed', 'explicitDeny', 'implicitDeny'];

function judgement(
	answer: Fields,
	said: unknown,
): Omit<SimulationResult, 'action' | 'resource' | 'isAllowedByOrganizations'> {
	const decision = oneOf(decisions, said);
	if (decision === undefined) {
		throw new MalformedAnswer('the answer has a result without decision');
	}

	return {
		decision,
		isAllowedByBoundary: flag(fields(answer.PermissionsBoundaryDecisionDetail).AllowedByPermissionsBoundary),
		matchedPolicies: textsOf(answer.MatchedStatements, 'SourcePolicyId'),
		missingContextKeys: texts(answer.MissingContextValues),
	};
}
