import {type Command, InvalidArgumentError, Option} from 'commander';
import {bandNamed, type KnownBand, severityBands} from '../domain/findings/severity.js';
import {type Flags, type Output} from './flags.js';

/** What is asked of the commands about findings. */
export type FindingInvocation =
	| {
			readonly kind: 'findings';
			readonly output: Output;
			/** Only what was seen in the last so many milliseconds. */
			readonly sinceMs: number | undefined;
			readonly minSeverity: KnownBand | undefined;
			/** The archived ones instead of the open ones. */
			readonly isArchived: boolean;
			readonly flags: Flags;
	  }
	| {
			readonly kind: 'finding';
			readonly id: string;
			/** Of the ARN, where one was typed. */
			readonly region?: string;
			readonly output: Exclude<Output, 'csv'>;
			readonly flags: Flags;
	  }
	| {
			readonly kind: 'evidence';
			readonly id: string;
			readonly region?: string;
			readonly directory: string;
			readonly flags: Flags;
	  };

type FindingsOptions = {
	readonly since?: number;
	readonly minSeverity?: KnownBand;
	readonly archived: boolean;
	readonly output: Output;
};

/** Adds the commands about findings; `take` hears which one was typed. */
export function addFindingCommands(
	program: Command,
	flagsOf: (program: Command) => Flags,
	take: (invocation: FindingInvocation) => void,
): void {
	program
		.command('findings')
		.description('print the open GuardDuty findings, worst first, and exit')
		.allowExcessArguments(false)
		.addOption(new Option('--since <time>', 'seen in the last 30m, 2h, 7d …').argParser(span))
		.addOption(
			new Option('--min-severity <band>', `${severityBands.join(', ')}: this and worse`).argParser(band),
		)
		.option('--archived', 'the archived findings instead', false)
		.addOption(format(['table', 'json', 'csv']))
		.action(({since, minSeverity, archived, output}: FindingsOptions) => {
			take({
				kind: 'findings',
				output,
				sinceMs: since,
				minSeverity,
				isArchived: archived,
				flags: flagsOf(program),
			});
		});

	program
		.command('finding <id>')
		.description('print all that is known of one finding, by its id or ARN, and exit')
		.allowExcessArguments(false)
		.addOption(format(['table', 'json']))
		.action((id: string, {output}: {output: 'table' | 'json'}) => {
			take({kind: 'finding', ...named(id, program), output, flags: flagsOf(program)});
		});

	program
		.command('evidence <id>')
		.description('write all that is known of a finding and its task into a new folder, and print its name')
		.allowExcessArguments(false)
		.requiredOption('--dir <folder>', 'where the folder is made', directory)
		.action((id: string, {dir}: {dir: string}) => {
			take({kind: 'evidence', ...named(id, program), directory: dir, flags: flagsOf(program)});
		});
}

function format(choices: readonly string[]): Option {
	return new Option('-o, --output <format>', 'how to print').choices(choices).default('table');
}

const unitsMs: {readonly [unit: string]: number} = {
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
};

function span(text: string): number {
	const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
	const unitMs = unitsMs[unit];
	if (number === undefined || unitMs === undefined) {
		throw new InvalidArgumentError('it must be a number with s, m, h or d behind it, such as 2h.');
	}

	return Number(number) * unitMs;
}

function band(text: string): KnownBand {
	const named = bandNamed(text);
	if (named === undefined) {
		throw new InvalidArgumentError(`it must be one of ${severityBands.join(', ')}.`);
	}

	return named;
}

/** What a variable that is not set leaves behind would be the folder that happens to be the current one. */
function directory(text: string): string {
	if (text === '') {
		throw new InvalidArgumentError('it must name a folder; `.` is the current one.');
	}

	return text;
}

// The API's pattern is not documented; ids are 32 hexadecimal digits. What is typed goes into a request, never a URL.
function named(text: string, program: Command): {readonly id: string; readonly region?: string} {
	const [, region, own = ''] =
		/^arn:[^:]*:guardduty:([^:]*):[^:]*:detector\/[^/]*\/finding\/(.*)$/.exec(text) ?? [];
	const id = region === undefined ? text : own;
	return /^[A-Za-z0-9_-]{1,300}$/.test(id)
		? {id, ...(region !== undefined && {region})}
		: program.error(`error: '${text.replaceAll(/\p{Control}/gu, '?')}' is no id and no ARN of a finding`);
}
