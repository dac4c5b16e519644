import {parseArn} from './arn.js';
import {hostOf} from './console-link.js';
import {type UsageQueryText} from './usage/usage.js';

/** Browsers and the console take longer ones, but not all of them (domain.md §11). */
const longestLink = 2000;

/** A link, or why there is none. */
export type ConsoleLink = {readonly url: string} | {readonly problem: string};

/**
 * Returns the page of CloudWatch Logs Insights with that query typed in; the cluster's ARN says the partition and the Region.
 * The form is what the console itself makes, in public code; AWS documents none (domain.md §11).
 */
export function insightsLink(arn: string, {text, logGroups, from, to}: UsageQueryText): ConsoleLink {
	const parts = parseArn(arn);
	const host = parts && hostOf(parts, 'ecs');
	if (!parts || host === undefined) {
		return {problem: 'the AWS console has no plain link for this'};
	}

	const detail = encoded({
		end: isoSeconds(to),
		start: isoSeconds(from),
		timeType: 'ABSOLUTE',
		tz: 'UTC',
		editorString: text,
		isLiveTail: false,
		source: logGroups,
		lang: 'CWLI',
	});
	const url = `https://${host}/cloudwatch/home?region=${parts.region}#logsV2:logs-insights$3FqueryDetail$3D${detail}`;
	return url.length < longestLink
		? {url}
		: {
				problem: `the query and its ${logGroups.length} log groups are too long for a link; c copies the query`,
			};
}

type Detail = string | number | boolean | readonly Detail[] | {readonly [key: string]: Detail};

/**
 * Returns a value in the notation of the console's own links: `~(key~'text~other~0~list~(~'a~'b))`. Of a text only
 * letters, digits, `_`, `-` and `.` stay; anything else is `*` and two hexadecimal digits for each byte of UTF-8.
 */
export function encoded(value: Detail): string {
	if (typeof value === 'string') {
		return `~'${encodedText(value)}`;
	}

	if (typeof value !== 'object') {
		return `~${value}`;
	}

	return isList(value)
		? `~(${value.map(encoded).join('')})`
		: `~(${Object.entries(value)
				.map(([key, member]) => key + encoded(member))
				.join('~')})`;
}

function isList(value: object): value is readonly Detail[] {
	return Array.isArray(value);
}

// encodeURIComponent leaves ! ' ( ) * ~ alone, which the notation itself is made of.
function encodedText(text: string): string {
	return encodeURIComponent(text.toWellFormed())
		.replaceAll(/[!'()*~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
		.replaceAll('%', '*')
		.replaceAll(/\*[0-9A-F]{2}/g, code => code.toLowerCase());
}

function isoSeconds(at: number): string {
	return new Date(at).toISOString().replace(/\.\d{3}Z$/, '.000Z');
}
