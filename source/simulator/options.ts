import {type DrivingClock} from './clock.js';
import {type QueryFault} from './world/telemetry.js';

/** How many of each the scenario `scale` makes; the other scenarios don't look at it. */
export type Scale = {
	readonly clusters: number;
	/** In each cluster. */
	readonly services: number;
	/** In each service. */
	readonly tasks: number;
};

/** What goes wrong on purpose. Probabilities are from 0 to 1, per request. */
export type Faults = {
	readonly throttle: number;
	readonly error: number;
	/** The connection is cut without an answer. */
	readonly drop: number;
	/** IAM actions that are denied, such as ecs:TagResource or guardduty:*. */
	readonly deny: readonly string[];
	/** Every request is answered as with a token that has run out. */
	readonly expired: boolean;
	/** How every query of CloudWatch Logs goes wrong; none: by what the cluster says. */
	readonly query?: QueryFault | undefined;
};

export type SimulatorOptions = {
	/** 0 or none takes any free port. */
	readonly port?: number;
	readonly seed?: string;
	/** A name of the registry scenarios/scenarios.ts; demo when none is given. */
	readonly scenario?: string;
	readonly scale?: Scale;
	readonly latencyMs?: number;
	readonly faults?: Partial<Faults>;
	/** Simulated seconds in a second. */
	readonly clockRate?: number;
	readonly clock?: DrivingClock;
	readonly region?: string;
};

/** A text that could not be understood, as one line for the operator. */
export type OptionError = {readonly error: string};

export const noFaults: Faults = {throttle: 0, error: 0, drop: 0, deny: [], expired: false};
export const defaultScale: Scale = {clusters: 20, services: 10, tasks: 4};

/** Reads `clusters=200,services=50,tasks=10`; what is left out keeps its default. */
export function parseScale(text: string): Scale | OptionError {
	let scale = defaultScale;
	for (const part of text.split(',')) {
		const [name = '', value = ''] = part.split('=');
		if (name !== 'clusters' && name !== 'services' && name !== 'tasks') {
			return {error: `--scale: unknown part "${part}"; write clusters=N,services=N,tasks=N`};
		}

		if (!/^\d{1,6}$/.test(value)) {
			return {error: `--scale: "${part}" needs a whole number from 0 to 999999`};
		}

		scale = {...scale, [name]: Number(value)};
	}

	return scale;
}

/** Reads `throttle=0.2,error=0.1,drop=0.05,deny=ecs:TagResource,query=fail,expired`; `deny` may come more than once. */
export function parseFaults(text: string): Faults | OptionError {
	let faults = noFaults;
	for (const part of text.split(',')) {
		const [name = '', value = ''] = part.split('=');
		if (part === 'expired') {
			faults = {...faults, expired: true};
		} else if (name === 'deny') {
			if (!/^[a-z0-9-]+:[A-Za-z*]+$/.test(value)) {
				return {error: `--fault: "${part}" needs an IAM action such as deny=ecs:TagResource`};
			}

			faults = {...faults, deny: [...faults.deny, value]};
		} else if (name === 'query') {
			if (value !== 'fail' && value !== 'timeout' && value !== 'hang') {
				return {error: `--fault: "${part}" needs fail, timeout or hang`};
			}

			faults = {...faults, query: value};
		} else if (name === 'throttle' || name === 'error' || name === 'drop') {
			const probability = Number(value);
			if (value === '' || !(probability >= 0 && probability <= 1)) {
				return {error: `--fault: "${part}" needs a probability from 0 to 1`};
			}

			faults = {...faults, [name]: probability};
		} else {
			return {
				error: `--fault: unknown part "${part}"; write throttle=P,error=P,drop=P,deny=service:Action,query=fail|timeout|hang,expired`,
			};
		}
	}

	return faults;
}
