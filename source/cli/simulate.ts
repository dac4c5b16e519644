import {
	type Faults,
	type OptionError,
	parseFaults,
	parseScale,
	type SimulatorOptions,
} from '../simulator/options.js';
import {type CallCounts, type Report} from '../simulator/server/report.js';
import {startSimulator} from '../simulator/simulator.js';
import {type SimulateFlags} from './options.js';
import {printLine} from './print.js';
import {type Streams} from './streams.js';

/** Serves the simulated account until a signal ends it; says where it listens, and on exit what it served. */
export async function simulate(streams: Streams, flags: SimulateFlags): Promise<number> {
	const options = simulatorOptions(flags);
	if ('error' in options) {
		await printLine(streams.stderr, `onduty: ${options.error}\n`);
		return 2;
	}

	const ended = signalled(streams.process);
	try {
		const simulator = await startSimulator(options);
		const {accessKeyId, secretAccessKey} = simulator.credentials;
		await printLine(
			streams.stdout,
			`${simulator.url} scenario=${simulator.scenario} AWS_REGION=${simulator.region} AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`,
		);
		await ended;
		await printLine(streams.stdout, reportText(await simulator.stop()));
		return 0;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		await printLine(streams.stderr, `onduty: can't simulate: ${message}\n`);
		return 2;
	}
}

/** Returns the simulator's options, or the first text that it can't read. */
export function simulatorOptions(flags: SimulateFlags): SimulatorOptions | OptionError {
	const scale = flags.scale === undefined ? undefined : parseScale(flags.scale);
	if (scale && 'error' in scale) {
		return scale;
	}

	const faults = flags.fault === undefined ? undefined : parseFaults(flags.fault);
	if (faults && isRefused(faults)) {
		return faults;
	}

	return {
		port: flags.port,
		seed: flags.seed,
		scenario: flags.scenario ?? (scale ? 'scale' : undefined),
		scale,
		latencyMs: flags.latencyMs,
		faults,
		clockRate: flags.clockRate,
	};
}

/** The rate of errors is called `error` as well; a refusal holds a text there. */
function isRefused(parsed: Faults | OptionError): parsed is OptionError {
	return typeof parsed.error === 'string';
}

/** Returns the report as lines: a call, how often, and what became of it when not all went well. */
export function reportText({operations, total}: Report): string {
	const rows = [...Object.entries(operations), ['total', total] as const];
	const width = Math.max(...rows.map(([name]) => name.length));
	return rows
		.map(([name, counts]) => `${name.padEnd(width)} ${String(counts.calls).padStart(7)}${troubles(counts)}\n`)
		.join('');
}

function troubles(counts: CallCounts): string {
	const parts = (['throttled', 'denied', 'failed', 'dropped'] as const)
		.filter(outcome => counts[outcome] > 0)
		.map(outcome => `${counts[outcome]} ${outcome}`);
	return parts.length === 0 ? '' : `  ${parts.join(', ')}`;
}

async function signalled(process: NodeJS.Process): Promise<void> {
	await new Promise<void>(resolve => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.once(signal, () => resolve());
		}
	});
}
