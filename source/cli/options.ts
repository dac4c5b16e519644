import {Command, CommanderError, InvalidArgumentError, Option} from 'commander';
import {commandNames, type PrintableView, printableViews} from './commands.js';
import {addFindingCommands, type FindingInvocation} from './finding-options.js';
import {type Flags, type Output} from './flags.js';
import {addUsageCommands, type UsageAsked} from './usage-options.js';

/** Texts of `onduty simulate`, parsed by the simulator itself. */
export type SimulateFlags = {
	readonly port: number;
	readonly seed?: string;
	readonly scenario?: string;
	readonly scale?: string;
	readonly latencyMs?: number;
	readonly fault?: string;
	readonly clockRate?: number;
};

export type Invocation =
	| {readonly kind: 'console'; readonly flags: Flags}
	| {
			readonly kind: 'list';
			readonly view: PrintableView;
			readonly output: Output;
			readonly faultsOnly: boolean;
			readonly flags: Flags;
	  }
	| {
			readonly kind: 'doctor';
			readonly output: Output;
			readonly service: string | undefined;
			readonly task: string | undefined;
			readonly flags: Flags;
	  }
	| FindingInvocation
	| (UsageAsked & {readonly kind: 'usage'; readonly flags: Flags})
	| {readonly kind: 'simulate'; readonly simulate: SimulateFlags}
	/** Help, the version, or what is wrong with the arguments; nothing else is to be done. */
	| {readonly kind: 'say'; readonly text: string; readonly exitCode: 0 | 2};

/** What is printed once: everything that reads AWS and opens no console. */
export type Printing = Extract<
	Invocation,
	{kind: 'list' | 'usage' | 'findings' | 'finding' | 'evidence' | 'doctor'}
>;

/** Reads the arguments after `onduty`. Wrong ones become one line with exit code 2. */
export function parseArguments(argv: readonly string[], version: string): Invocation {
	let invocation: Invocation | undefined;
	let printed = '';
	const program = new Command('onduty');
	program
		.description('Terminal console for Amazon ECS workloads under GuardDuty Runtime Monitoring')
		.version(version, '--version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.helpCommand(false)
		.exitOverride()
		.configureOutput({
			writeOut: text => {
				printed += text;
			},
			writeErr: text => {
				printed += text;
			},
			outputError: (text, write) => write(oneLine(text)),
		})
		.addOption(new Option('--profile <name>', 'profile of the AWS configuration').argParser(notEmpty))
		.addOption(new Option('--region <region>', 'AWS Region').argParser(notEmpty))
		.addOption(new Option('--endpoint-url <url>', 'another endpoint than AWS').argParser(httpUrl))
		.option('--read-only', 'make every change of AWS impossible', false)
		.option('--demo', 'run on the built-in simulator, no AWS account needed', false)
		.addOption(
			new Option('--cluster <name>', 'start on this cluster, or print only its rows').argParser(notEmpty),
		)
		.addOption(new Option('--refresh <seconds>', 'read the list on screen this often').argParser(seconds))
		.option('--no-color', 'draw without colour (NO_COLOR does the same)')
		.option('--ascii', 'draw with ASCII alone', false)
		.addHelpText(
			'after',
			'\nExit codes of the lists and of the doctor: 0 all well, 1 faults found, 2 could not tell.\nInside the console, ? explains every key.',
		)
		.allowExcessArguments(true)
		.action(() => {
			const [command] = program.args;
			if (command !== undefined) {
				program.error(`error: unknown command '${command}' (commands: ${commandNames.join(', ')})`);
			}

			invocation = {kind: 'console', flags: flagsOf(program)};
		});

	for (const view of printableViews) {
		program
			.command(view)
			.description(`print the ${view} and exit`)
			.allowExcessArguments(false)
			.addOption(outputOption())
			.option('--faults', 'only rows that are at fault', false)
			.action((options: {output: Output; faults: boolean}) => {
				invocation = {
					kind: 'list',
					view,
					output: options.output,
					faultsOnly: options.faults,
					flags: flagsOf(program),
				};
			});
	}

	addUsageCommands(program, outputOption, asked => {
		invocation = {kind: 'usage', ...asked, flags: flagsOf(program)};
	});

	program
		.command('doctor')
		.description('print why clusters, a service or a task are not covered, and exit')
		.allowExcessArguments(false)
		.addOption(new Option('--service <name>', 'a service of the cluster').argParser(notEmpty))
		.addOption(new Option('--task <id>', 'a task of the cluster').argParser(notEmpty))
		.addOption(outputOption())
		.action(({output, service, task}: {output: Output; service?: string; task?: string}) => {
			invocation = {kind: 'doctor', output, service, task, flags: flagsOf(program)};
		});

	addFindingCommands(program, flagsOf, asked => {
		invocation = asked;
	});

	program
		.command('simulate')
		.description('serve the simulated AWS account on 127.0.0.1 for any AWS client')
		.allowExcessArguments(false)
		.addOption(new Option('--port <number>', 'port to listen on, 0 for any').argParser(port).default(0))
		.option('--seed <text>', 'the same seed makes the same account')
		.option('--scenario <name>', 'which account')
		.option('--scale <sizes>', 'clusters=200,services=50,tasks=10')
		.addOption(new Option('--latency <ms>', 'delay of each answer').argParser(positive))
		.option('--fault <faults>', 'throttle=0.2,error=0.1,drop=0.05,deny=ecs:TagResource,query=fail')
		.addOption(new Option('--clock <rate>', 'how many times faster its time runs').argParser(positive))
		.action(
			(options: {latency?: number; clock?: number} & Omit<SimulateFlags, 'latencyMs' | 'clockRate'>) => {
				const {latency, clock, ...rest} = options;
				invocation = {kind: 'simulate', simulate: {...rest, latencyMs: latency, clockRate: clock}};
			},
		);

	try {
		program.parse([...argv], {from: 'user'});
	} catch (error) {
		if (error instanceof CommanderError) {
			return {kind: 'say', text: printed, exitCode: error.exitCode === 0 ? 0 : 2};
		}

		throw error;
	}

	return invocation ?? {kind: 'say', text: program.helpInformation(), exitCode: 2};
}

function outputOption(): Option {
	return new Option('-o, --output <format>', 'how to print')
		.choices(['table', 'json', 'csv'])
		.default('table');
}

function flagsOf(program: Command): Flags {
	const {color, refresh, ...rest} = program.opts<
		Omit<Flags, 'colour' | 'refreshSeconds'> & {color: boolean; refresh?: number}
	>();
	return {...rest, colour: color, refreshSeconds: refresh};
}

function oneLine(text: string): string {
	const line = text
		.replace(/^error: /, 'onduty: ')
		.replaceAll(/\s*\n\s*/g, ' ')
		.trim();
	return `${line}; see onduty --help\n`;
}

function notEmpty(text: string): string {
	if (text.trim() === '') {
		throw new InvalidArgumentError('it is empty.');
	}

	return text;
}

function httpUrl(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new InvalidArgumentError('it must be an http or https URL.');
	}

	return text;
}

function seconds(text: string): number {
	const value = Number(text);
	if (!Number.isFinite(value) || value < 2 || value > 3600) {
		throw new InvalidArgumentError('it must be a number of seconds from 2 to 3600.');
	}

	return value;
}

function port(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > 65_535) {
		throw new InvalidArgumentError('it must be a port from 0 to 65535.');
	}

	return value;
}

function positive(text: string): number {
	const value = Number(text);
	if (!Number.isFinite(value) || value < 0) {
		throw new InvalidArgumentError('it must be a number from 0 up.');
	}

	return value;
}
