import {actionFacts, actionHeadings} from '../../domain/findings/action-facts.js';
import {type Finding} from '../../domain/findings/finding.js';
import {type Fact} from '../blocks.js';
import {type Block} from '../view.js';
import {presentFacts} from './named-block.js';

/** Returns what was done over the network, by DNS or by the AWS API, then what threat lists know of it. */
export function actionBlocks({action, threats}: Finding): readonly Block[] {
	return [
		...(action ? presentFacts(actionHeadings[action.kind], actionFacts(action)) : []),
		...presentFacts(
			'Threat intelligence',
			threats.flatMap(({list, names, fileSha256}): readonly Fact[] => [
				['list', list],
				['names', names.join(', ')],
				['file SHA-256', fileSha256],
			]),
		),
	];
}
