import {type Census} from '../agent/census.js';
import {type OptIn} from './opt-in.js';

/** The opt-in state together with what is seen in the tasks. */
export type OptInLabel = {
	readonly label: string;
	/** Empty when the tasks add nothing to the reason of the opt-in state. */
	readonly reason: string;
	readonly overlay: 'none' | 'needs-redeploy' | 'stale-sidecar';
};

/** Returns the label of a cluster with the overlays `needs redeploy` and `stale agents`, by the agents in its tasks. */
export function optInLabel(optIn: OptIn, census: Census | undefined): OptInLabel {
	if (census === undefined) {
		return {label: optIn.label, reason: '', overlay: 'none'};
	}

	const agents = census.running + census.starting + census.failed;
	const least = census.isPartial ? 'at least ' : '';
	const by = optIn.by === undefined ? '' : ` (${optIn.by})`;
	switch (optIn.state) {
		case 'monitored':
			return census.absent === 0
				? {label: optIn.label, reason: '', overlay: 'none'}
				: {
						label: `needs redeploy${by}`,
						reason: `${least}${tasks(census.absent)} without the agent: ${whatToDo(census)}`,
						overlay: 'needs-redeploy',
					};
		case 'excluded':
			return census.running === 0
				? {label: optIn.label, reason: '', overlay: 'none'}
				: {
						label: 'excluded, agents left',
						reason: `${least}${tasks(census.running)} with an agent whose events are dropped, until it is replaced`,
						overlay: 'stale-sidecar',
					};
		case 'off':
			return census.running === 0
				? {label: optIn.label, reason: '', overlay: 'none'}
				: {
						label: 'off, agents left',
						reason: `${least}${tasks(census.running)} with an agent whose events are not accepted, until it is replaced`,
						overlay: 'stale-sidecar',
					};
		case 'not-opted-in':
			// GuardDuty keeps receiving events from agents of an earlier period. docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-resource-clean-up.html
			return {
				label: optIn.label,
				reason:
					census.running === 0
						? ''
						: `${least}${tasks(census.running)} with an agent from before still report`,
				overlay: 'none',
			};
		case 'unknown':
			return {
				label: optIn.label,
				reason: `agents seen in ${least}${agents} of ${tasks(census.tasks)}`,
				overlay: 'none',
			};
		default:
			return optIn.state satisfies never;
	}
}

function whatToDo({staleServices, staleTasks}: Census): string {
	const services = staleServices.length;
	const parts = [
		...(services === 0 ? [] : [`redeploy ${services} service${services === 1 ? '' : 's'}`]),
		...(staleTasks === 0 ? [] : [`replace ${staleTasks} standalone task${staleTasks === 1 ? '' : 's'}`]),
	];
	return parts.length === 0 ? 'they are being replaced' : parts.join(', ');
}

function tasks(count: number): string {
	return `${count} task${count === 1 ? '' : 's'}`;
}
