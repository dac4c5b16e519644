import {heldValue} from '../../domain/fetched.js';
import {type Flow, type FlowState, findingFlows, publishingPace} from '../../domain/findings/flows.js';
import {detectorRead} from '../../store/reads/detector.js';
import {ageColumn, recordTime, textColumn} from '../columns.js';
import {keepSame} from '../memo.js';
import {symbols} from '../symbols.js';
import {type Cell, type ListView, type RowVerdict, type Tone} from '../view.js';
import {flowFactsIn, flowStatus, flowWants, isFlowRead} from './flow-facts.js';

/** Where findings go from here: who hears of them, and what of that fails. */
export const flowsView: ListView<Flow> = {
	kind: 'list',
	id: 'flows',
	title: () => 'flows',
	wants: (_place, snapshot) => flowWants(snapshot),
	rows: snapshot => sameFlows(findingFlows(flowFactsIn(snapshot)).filter(flow => isFlowRead(snapshot, flow))),
	status: snapshot => {
		const detector = heldValue(snapshot.get(detectorRead, undefined));
		return {...flowStatus(snapshot), ...(detector && {summary: {text: publishingPace(detector)}})};
	},
	key: ({name}) => name,
	name: ({name}) => name,
	columns: [
		textColumn({id: 'sink', heading: 'WHERE', min: 34, max: 60, priority: 1, grows: true}, ({name}) => name),
		{
			id: 'state',
			heading: 'STATE',
			align: 'left',
			min: 15,
			max: 15,
			priority: 2,
			cell: ({state}) => flowCell(state),
			value: ({state}) => order.indexOf(state),
		},
		textColumn({id: 'detail', heading: 'DETAIL', min: 15, max: 200, priority: 3}, ({detail}) => detail),
		ageColumn(
			{id: 'failing', heading: 'FAILING', min: 7, max: 7, priority: 4},
			({failingSince}) => failingSince,
		),
	],
	sort: {column: 'state', isDescending: false},
	verdict: ({state}) => verdicts[state],
	freshness: () => ({}),
	empty: () => 'reading …',
	hint: ({name, detail, targets, permission}) => ({
		text: [
			`${name}: ${detail}`,
			...targets.map(({kind, arn}) => `${kind} ${arn}`),
			...(permission === undefined || detail.includes(permission) ? [] : [`needs ${permission}`]),
		].join('; '),
	}),
	open: ({name}) => ({view: 'flow', item: name}),
	pivots: () => ({}),
	target: () => undefined,
	actions: [],
	record: ({sink, name, state, detail, targets, permission, failingSince}) => ({
		sink,
		name,
		state,
		detail,
		targets: targets.map(({arn}) => arn),
		permission: permission ?? null,
		failingSince: recordTime(failingSince),
	}),
	members: ['sink', 'name', 'state', 'detail', 'targets', 'permission', 'failingSince'],
};

const sameFlows = keepSame<Flow>();

/** Worst first. */
const order: readonly FlowState[] = ['failing', 'unknown', 'not-visible', 'connected', 'not-connected'];

const stateTones: {readonly [state in FlowState]: Tone} = {
	failing: 'fault',
	unknown: 'warning',
	'not-visible': 'warning',
	connected: 'good',
	'not-connected': 'dim',
};

/** Returns the state of a flow, with a symbol; what is not visible from here is not drawn as not connected. */
export function flowCell(state: FlowState): Cell {
	return stateCells[state];
}

const stateCells: {readonly [state in FlowState]: Cell} = {
	failing: {text: `${symbols.fault} failing`, tone: stateTones.failing},
	unknown: {text: `${symbols.unknown} unknown`, tone: stateTones.unknown},
	'not-visible': {text: `${symbols.unknown} not visible`, tone: stateTones['not-visible']},
	connected: {text: `${symbols.good} connected`, tone: stateTones.connected},
	'not-connected': {text: `${symbols.none} not connected`, tone: stateTones['not-connected']},
};

/** That findings go nowhere is a choice; that an export fails is a fault; what is not seen is not known. */
const verdicts: {readonly [state in FlowState]: RowVerdict} = {
	failing: 'fault',
	unknown: 'unknown',
	'not-visible': 'unknown',
	connected: 'ok',
	'not-connected': 'ok',
};
