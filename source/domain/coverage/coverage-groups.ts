import {type CoverageResource} from './coverage.js';
import {type CoverageIssue, coverageIssuesOf} from './coverage-issue.js';

/** One cause, with everything that GuardDuty names for it. */
export type IssueGroup = {
	/** The issue's id and what tells it from others of that id; an unknown text is its own group. */
	readonly key: string;
	/** The first of its issues; id, type, cause, fix and remedy hold for all. */
	readonly issue: CoverageIssue;
	/** Clusters and instances that have it. */
	readonly resources: readonly CoverageResource[];
	readonly taskIds: readonly string[];
	readonly services: readonly string[];
	readonly taskDefinitions: readonly string[];
};

/** Returns the issues of all resources grouped by cause: most resources first, then most tasks and services. */
export function groupIssues(resources: readonly CoverageResource[]): readonly IssueGroup[] {
	const groups = new Map<string, {resources: Set<CoverageResource>; issues: CoverageIssue[]}>();
	for (const resource of resources) {
		for (const issue of coverageIssuesOf(resource)) {
			const key = causeKey(issue);
			const group = groups.get(key) ?? {resources: new Set(), issues: []};
			group.resources.add(resource);
			group.issues.push(issue);
			groups.set(key, group);
		}
	}

	return [...groups]
		.flatMap(([key, {resources: having, issues}]): readonly IssueGroup[] => {
			const [issue] = issues;
			return issue
				? [
						{
							key,
							issue,
							resources: [...having],
							taskIds: distinct(issues.flatMap(({taskIds}) => taskIds)),
							services: distinct(issues.flatMap(({services}) => services)),
							taskDefinitions: distinct(issues.flatMap(({taskDefinitions}) => taskDefinitions)),
						},
					]
				: [];
		})
		.sort(
			(left, right) =>
				right.resources.length - left.resources.length ||
				namedBy(right) - namedBy(left) ||
				(left.key < right.key ? -1 : 1),
		);
}

/** An exit with another code or an unknown text is another cause; the ids and names in a text are not. */
function causeKey({id, values, raw}: CoverageIssue): string {
	switch (id) {
		case 'unknown':
			return `unknown ${raw}`;
		case 'F3':
			return `F3 ${values.exitCode}`;
		case 'F4':
		case 'F5':
			return `${id} ${values.exitCode ?? ''} ${values.reason}`;
		case 'F2':
			return `F2 ${values.vpcIssue}`;
		default:
			return id;
	}
}

function namedBy({taskIds, services, taskDefinitions}: IssueGroup): number {
	return taskIds.length + services.length + taskDefinitions.length;
}

function distinct(names: readonly string[]): readonly string[] {
	return [...new Set(names)];
}
