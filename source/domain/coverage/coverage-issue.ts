import {shortName} from '../arn.js';
import {type CoverageResource} from './coverage.js';
import {ec2IssueTexts, endedSupportText, privateDnsText, silentInstanceText} from './coverage-issue-ec2.js';
import {fargateIssueTexts} from './coverage-issue-fargate.js';
import {type IssueRemedy, type IssueText, taskDefinitionPart} from './coverage-issue-text.js';

export type IssuePlatform = 'fargate' | 'ec2';

/** One issue that GuardDuty reports, taken apart. */
export type CoverageIssue = {
	/** The console's id of the documented text (F1 … F18, E1 … E17, B2), or `unknown`. */
	readonly id: string;
	/** GuardDuty's heading; `Not documented` for an unknown text. */
	readonly type: string;
	readonly cause: string;
	readonly fix: string;
	readonly remedy: IssueRemedy;
	readonly taskIds: readonly string[];
	readonly services: readonly string[];
	/** `family:revision`. */
	readonly taskDefinitions: readonly string[];
	/** Parts of the text that vary: exitCode, reason, vpc, owner, architecture, service, configuration, vpcIssue … */
	readonly values: Readonly<Record<string, string>>;
	/** The issue's own words, whole. */
	readonly raw: string;
};

type Compiled = {readonly text: IssueText; readonly start: RegExp; readonly whole: RegExp};

/** An instance that is not covered and of which GuardDuty says no more. */
const instanceHeadings: readonly IssueText[] = [silentInstanceText, endedSupportText];

/** Returns the issues of one resource; what its two fields say twice is told once. A healthy resource has none. */
export function coverageIssuesOf(resource: CoverageResource): readonly CoverageIssue[] {
	const {details, issue = ''} = resource;
	switch (details.type) {
		case 'ECS':
			return distinct(
				[...(details.fargate?.issues ?? []), issue].flatMap(text => parseCoverageIssues(text, 'fargate')),
			);
		case 'EC2':
			return instanceIssues(issue, resource.status);
		case 'other':
			return issue.trim() === '' ? [] : [unknownIssue(issue.trim())];
		default:
			return details satisfies never;
	}
}

function instanceIssues(issue: string, status: string): readonly CoverageIssue[] {
	const heading = instanceHeadings.find(({type}) => type.toLowerCase() === bare(issue).toLowerCase());
	if (heading) {
		return [issueOf(heading, {}, issue.trim())];
	}

	return issue.trim() === '' && status.toUpperCase() === 'UNHEALTHY'
		? [issueOf(silentInstanceText, {}, '')]
		: distinct(parseCoverageIssues(issue, 'ec2'));
}

/**
 * Returns the issues in a text, in its order. Several may stand in one text; what is not documented is an issue of
 * its own with id `unknown`, so that no word is lost. Wording is compared without regard to case.
 */
export function parseCoverageIssues(text: string, platform: IssuePlatform): readonly CoverageIssue[] {
	// The documentation sets names in backticks; the API may or may not.
	const said = text.replaceAll('`', '').replace(/\s+/g, ' ').trim();
	const texts = compile(platform);
	const anyStart = new RegExp(texts.map(({text: {start}}) => `(?:${start})`).join('|'), 'gi');
	const starts = [...said.matchAll(anyStart)].map(({index}) => index);
	const found: CoverageIssue[] = [];
	let from = 0;
	for (const [index, start] of starts.entries()) {
		// A start within what was read already, such as a quoted reason, is no start.
		if (start < from) {
			continue;
		}

		found.push(...between(said.slice(from, start), texts));
		const end = starts[index + 1] ?? said.length;
		const {issue, length} = issueAt(said, {start, end, texts});
		found.push(issue);
		from = start + length;
	}

	return wrapped([...found, ...between(said.slice(from), texts)]);
}

function compile(platform: IssuePlatform): readonly Compiled[] {
	return [...fargateIssueTexts, privateDnsText(platform), ...ec2IssueTexts].map(text => ({
		text,
		start: new RegExp(`^(?:${text.start})`, 'i'),
		whole: new RegExp(`^(?:${text.start})${text.rest}`, 'i'),
	}));
}

type Piece = {readonly start: number; readonly end: number; readonly texts: readonly Compiled[]};

function issueAt(said: string, {start, end, texts}: Piece): {issue: CoverageIssue; length: number} {
	const piece = said.slice(start, end);
	for (const {text, whole} of texts) {
		const match = whole.exec(text.mayHoldOthers ? said.slice(start) : piece);
		if (match) {
			const [raw] = match;
			return {issue: issueOf(text, match.groups ?? {}, raw.trim()), length: raw.length};
		}
	}

	return {issue: unknownIssue(piece.trim()), length: piece.length};
}

/** What stands between two issues: nothing, a heading, or something that nobody has documented. */
function between(gap: string, texts: readonly Compiled[]): readonly CoverageIssue[] {
	const said = bare(gap);
	const isHeading = texts.some(({text}) => text.type.toLowerCase() === said.toLowerCase());
	return said === '' || isHeading ? [] : [unknownIssue(gap.replace(/^[\s.;,|]+/, '').trim())];
}

function bare(text: string): string {
	return text.replace(/^[\s.;:,|()\]-]+|[\s.;:,|([-]+$/g, '');
}

const wrapping = new RegExp(
	`^(?<vpcIssue>.*?)\\s*;?\\s*for task(?:s|\\(s\\))? in ${taskDefinitionPart}`,
	'i',
);

/** `{VPC issue}; for task in TaskDefinition - 'a:1'` holds another issue: the two become one. */
function wrapped(issues: readonly CoverageIssue[]): readonly CoverageIssue[] {
	const joined: CoverageIssue[] = [];
	for (const issue of issues) {
		const match = issue.id === 'unknown' ? wrapping.exec(issue.raw) : null;
		if (!match) {
			joined.push(issue);
			continue;
		}

		const previous = joined.at(-1);
		if (match.groups?.vpcIssue === '' && previous && previous.taskDefinitions.length === 0) {
			joined[joined.length - 1] = vpcIssue(match, `${previous.raw}; ${match[0]}`, previous);
		} else {
			joined.push(vpcIssue(match, match[0]));
		}

		const more = issue.raw.slice(match[0].length);
		joined.push(...(bare(more) === '' ? [] : [unknownIssue(more.trim())]));
	}

	return joined;
}

function vpcIssue(match: RegExpExecArray, raw: string, inner?: CoverageIssue): CoverageIssue {
	const said = inner?.raw ?? match.groups?.vpcIssue ?? '';
	const text: IssueText = {
		id: 'F2',
		type: 'Agent not reporting',
		start: '',
		rest: '',
		cause: inner?.cause ?? `the network of the task: ${said}`,
		fix: inner?.fix ?? 'check the endpoint, its security group and the DNS of the VPC',
		remedy: 'change',
	};
	return issueOf(text, {...inner?.values, ...match.groups, vpcIssue: said}, raw);
}

const lists: readonly string[] = ['taskIds', 'services', 'taskDefinitions'];

function issueOf(
	{id, type, cause, fix, remedy}: IssueText,
	groups: Readonly<Record<string, string | undefined>>,
	raw: string,
): CoverageIssue {
	const values = Object.entries(groups).flatMap(([name, value]) =>
		value === undefined || lists.includes(name.replace(/Open$/, '')) ? [] : [[name, value.trim()] as const],
	);
	return {
		id,
		type,
		cause,
		fix,
		remedy,
		taskIds: namesIn(groups.taskIds ?? groups.taskIdsOpen),
		services: namesIn(groups.services ?? groups.servicesOpen),
		taskDefinitions: namesIn(groups.taskDefinitions ?? groups.taskDefinitionsOpen),
		values: Object.fromEntries(values),
		raw,
	};
}

/** The separator within a list is not documented; none of the names can hold a comma or a space. */
function namesIn(list: string | undefined): readonly string[] {
	const names = (list ?? '').split(/[\s,;[\]"]+/).map(name => shortName(name.replace(/\.$/, '')));
	return [...new Set(names.filter(name => name !== ''))];
}

function unknownIssue(raw: string): CoverageIssue {
	return {
		id: 'unknown',
		type: 'Not documented',
		cause: raw,
		fix: 'this text is not in the documentation that this version knows: read it as it stands',
		remedy: 'look',
		taskIds: [],
		services: [],
		taskDefinitions: [],
		values: {},
		raw,
	};
}

function distinct(issues: readonly CoverageIssue[]): readonly CoverageIssue[] {
	const seen = new Map<string, CoverageIssue>();
	for (const issue of issues) {
		const key = issue.raw.replace(/\W+$/, '').toLowerCase();
		if (!seen.has(key)) {
			seen.set(key, issue);
		}
	}

	return [...seen.values()];
}
