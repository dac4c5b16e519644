import {shortName} from '../arn.js';
import {type CoverageResource} from '../coverage/coverage.js';
import {type CoverageIssue, coverageIssuesOf} from '../coverage/coverage-issue.js';
import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, fail, notApplicable, pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';
import {clusterSubject, relaunchAction, serviceSubject, tagAction} from './subject.js';

/** docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html */
export const coverageIssuesCheck: Check = defineCheck({
	id: 'coverage-issues',
	title: "GuardDuty's own verdict",
	why: 'it is what GuardDuty reports, though it counts tasks that ended lately and lags behind',
	level: 'cluster',
	stage: 'guardduty',
	needs: ['coverage'],
	uses: ['census', 'task', 'service'],
	judge({coverage}, facts) {
		if (coverage.length === 0) {
			return factValue(facts.census)?.tasks === 0
				? notApplicable('GuardDuty reports nothing, and no task runs')
				: unknown('GuardDuty reports nothing of this cluster', 'wait some minutes after the first task');
		}

		const unhealthy = coverage.filter(({status}) => status.toUpperCase() !== 'HEALTHY');
		const findings = unhealthy.flatMap(resource => resourceFindings(resource, facts));
		if (findings.length > 0) {
			return findings;
		}

		return unhealthy.length > 0
			? notApplicable('GuardDuty has issues with others in this cluster')
			: pass('healthy');
	},
});

function resourceFindings(resource: CoverageResource, facts: DoctorFacts): readonly Finding[] {
	const issues = coverageIssuesOf(resource);
	if (issues.length === 0) {
		return resource.status.toUpperCase() === 'UNHEALTHY'
			? [fail(`${nameOf(resource)}: unhealthy, and GuardDuty gives no reason`, 'see the other checks')]
			: [unknown(`${nameOf(resource)}: ${resource.status}`)];
	}

	return issues.filter(issue => concerns(issue, facts)).map(issue => issueFinding(issue, resource, facts));
}

function issueFinding(issue: CoverageIssue, resource: CoverageResource, facts: DoctorFacts): Finding {
	const seen = `${nameOf(resource)}: ${issue.raw === '' ? issue.type : issue.raw}`;
	switch (issue.remedy) {
		case 'wait':
			return warn(seen, issue.fix);
		case 'retag':
			return fail(seen, issue.fix, tagAction(facts));
		case 'redeploy':
			return fail(seen, issue.fix, redeployAction(issue, facts));
		case 'relaunch':
			return fail(seen, issue.fix, factValue(facts.task) ? relaunchAction(facts) : {});
		case 'change':
		case 'look':
		case 'none':
			return fail(seen, issue.fix);
		default:
			return issue.remedy satisfies never;
	}
}

function redeployAction(issue: CoverageIssue, facts: DoctorFacts): Pick<Finding, 'action'> {
	const service = factValue(facts.service);
	const target =
		service && issue.services.includes(service.name) ? serviceSubject(service) : clusterSubject(facts);
	return {action: {id: 'service.redeploy', target}};
}

/** For a task or service only what names it, or nobody; for a cluster everything. */
function concerns(issue: CoverageIssue, {task, service}: DoctorFacts): boolean {
	const who = [
		{named: issue.taskIds, own: factValue(task)?.id},
		{named: issue.services, own: factValue(service)?.name ?? factValue(task)?.serviceName},
		{
			named: issue.taskDefinitions,
			own: definitionName(factValue(task)?.taskDefinition ?? factValue(service)?.taskDefinition),
		},
	];
	const isAboutCluster = who.every(({own}) => own === undefined);
	const namesNobody = who.every(({named}) => named.length === 0);
	return (
		isAboutCluster || namesNobody || who.some(({named, own}) => own !== undefined && named.includes(own))
	);
}

function definitionName(arn: string | undefined): string | undefined {
	return arn === undefined ? undefined : shortName(arn);
}

function nameOf({details}: CoverageResource): string {
	switch (details.type) {
		case 'ECS':
			return `cluster ${details.clusterName}`;
		case 'EC2':
			return `instance ${details.instanceId}`;
		case 'other':
			return details.name;
		default:
			return details satisfies never;
	}
}
