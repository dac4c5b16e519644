import {ListCoverageCommand} from '@aws-sdk/client-guardduty';
import {type CoverageDetails, type CoverageResource} from '../../../domain/coverage/coverage.js';
import {clean} from '../../border.js';
import {count, type Fields, fields, required, requiredList, text, time} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {filterCriteria} from './coverage-criteria.js';

/** An issue names every task that it is about, 33 characters each, by the thousand. */
const issueLimit = 262_144;

/** Pages of 50, the most that the API gives. docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCoverage.html */
export const listCoverage: Operation<'guardduty:ListCoverage'> = {
	async send(clients, {detectorId, criteria, sort, nextToken}, options) {
		const command = new ListCoverageCommand({
			DetectorId: detectorId,
			MaxResults: 50,
			NextToken: nextToken,
			FilterCriteria: filterCriteria(criteria),
			SortCriteria: sort && {AttributeName: sort.by, OrderBy: sort.order},
		});
		return (await clients.guardduty()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'Resources', resource), ...next(answer.NextToken)}),
};

function resource(answer: Fields): CoverageResource {
	const id = required(answer, 'ResourceId');
	return {
		id,
		detectorId: text(answer.DetectorId),
		accountId: required(answer, 'AccountId'),
		status: required(answer, 'CoverageStatus'),
		issue: issueText(answer.Issue),
		updatedAt: time(answer.UpdatedAt),
		details: details(fields(answer.ResourceDetails), id),
	};
}

function details({ResourceType, ...kinds}: Fields, id: string): CoverageDetails {
	const ecs = fields(kinds.EcsClusterDetails);
	const clusterName = text(ecs.ClusterName);
	if (ResourceType === 'ECS' && clusterName !== undefined) {
		return {
			type: 'ECS',
			clusterName,
			fargate: fargate(ecs.FargateDetails),
			instances: instances(ecs.ContainerInstanceDetails),
		};
	}

	const ec2 = fields(kinds.Ec2InstanceDetails);
	const instanceId = text(ec2.InstanceId);
	if (ResourceType === 'EC2' && instanceId !== undefined) {
		return {
			type: 'EC2',
			instanceId,
			instanceType: text(ec2.InstanceType),
			clusterArn: text(ec2.ClusterArn),
			agentVersion: text(fields(ec2.AgentDetails).Version),
			management: text(ec2.ManagementType),
		};
	}

	return {type: 'other', name: text(fields(kinds.EksClusterDetails).ClusterName) ?? id};
}

function fargate(value: unknown): (CoverageDetails & {type: 'ECS'})['fargate'] {
	const {Issues, ManagementType} = fields(value);
	const issues = Array.isArray(Issues) ? Issues.map(issueText).filter(issue => issue !== undefined) : [];
	const management = text(ManagementType);
	return issues.length === 0 && management === undefined ? undefined : {issues, management};
}

function instances(value: unknown): (CoverageDetails & {type: 'ECS'})['instances'] {
	const {CoveredContainerInstances, CompatibleContainerInstances} = fields(value);
	return CoveredContainerInstances === undefined && CompatibleContainerInstances === undefined
		? undefined
		: {covered: count(CoveredContainerInstances), compatible: count(CompatibleContainerInstances)};
}

function issueText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? clean(value, issueLimit) : text(value);
}
