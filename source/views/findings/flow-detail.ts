import {findingFlows} from '../../domain/findings/flows.js';
import {factsBlock, linesBlock, timeCell} from '../blocks.js';
import {type Block, type DetailView} from '../view.js';
import {flowFactsIn} from './flow-facts.js';
import {flowCell, flowsView} from './flows.js';

/** One way that findings go: its state in full, and whom it reaches. */
export const flowView: DetailView = {
	kind: 'detail',
	id: 'flow',
	title: () => 'flow',
	wants: (place, snapshot) => flowsView.wants(place, snapshot),
	status: (snapshot, place) => flowsView.status(snapshot, place),
	blocks(snapshot, {item}, now): readonly Block[] {
		const flow = findingFlows(flowFactsIn(snapshot)).find(({name}) => name === item);
		if (!flow) {
			return [linesBlock('Flow', [], 'it is not there any more')];
		}

		const {name, state, detail, permission, failingSince, targets} = flow;
		return [
			factsBlock('Flow', [
				['where', name],
				['state', flowCell(state)],
				['detail', detail],
				...(permission === undefined ? [] : [['needs', permission] as const]),
				...(failingSince === undefined ? [] : [['fails since', timeCell(failingSince, now)] as const]),
			]),
			...targets.map(target =>
				factsBlock(target.kind, [
					['name', target.name],
					['ARN', target.arn],
					['account', target.account],
				]),
			),
		];
	},
	pivots: () => ({}),
	target: () => undefined,
	actions: [],
};
