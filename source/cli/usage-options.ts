import {type Command, Option} from 'commander';
import {type UsageWindow, usageWindows} from '../domain/usage/usage.js';
import {type UsageLevel} from '../domain/usage/usage-level.js';
import {type Output} from './flags.js';

/** What `onduty usage` and `onduty size` are asked for. */
export type UsageAsked = {
	readonly view: 'usage' | 'size';
	readonly output: Output;
	readonly faultsOnly: boolean;
	readonly level?: UsageLevel;
	readonly window?: UsageWindow;
};

const levels: {readonly [by: string]: UsageLevel} = {
	agent: 'agents',
	container: 'containers',
	task: 'tasks',
	service: 'services',
	family: 'families',
	cluster: 'clusters',
};

/** Adds the two commands; `onAsked` is told which of them was typed, and with what. */
export function addUsageCommands(
	program: Command,
	outputOption: () => Option,
	onAsked: (asked: UsageAsked) => void,
): void {
	program
		.command('usage')
		.description('print what agents use against their limits, and exit')
		.allowExcessArguments(false)
		.addOption(new Option('--by <kind>', 'what a row is').choices(Object.keys(levels)).default('agent'))
		.addOption(sinceOption('1h'))
		.addOption(outputOption())
		.option('--faults', 'only rows that are near their limit', false)
		.action((options: {by: string; since?: UsageWindow; output: Output; faults: boolean}) => {
			const level = levels[options.by];
			onAsked({...askedOf('usage', options), ...(level && {level})});
		});

	program
		.command('size')
		.description('print whether task sizes will do with the agent in them, and exit')
		.allowExcessArguments(false)
		.addOption(sinceOption('24h'))
		.addOption(outputOption())
		.option('--faults', 'only sizes that keep less than the margin free', false)
		.action((options: {since?: UsageWindow; output: Output; faults: boolean}) => {
			onAsked(askedOf('size', options));
		});
}

function askedOf(
	view: UsageAsked['view'],
	{since, output, faults}: {since?: UsageWindow; output: Output; faults: boolean},
): UsageAsked {
	return {view, output, faultsOnly: faults, ...(since && {window: since})};
}

/** Told and not set: without it the view uses its own. */
function sinceOption(usual: UsageWindow): Option {
	return new Option('--since <time>', `how far back; ${usual} when left out`).choices(usageWindows);
}
