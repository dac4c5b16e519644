import {type Fix} from '../../domain/fixes/fix.js';
import {type Snapshot} from '../../store/snapshot.js';
import {factsBlock, linesBlock} from '../blocks.js';
import {counted} from '../plural.js';
import {type Block, type DetailView, type Place} from '../view.js';
import {fixRows} from './fix-rows.js';
import {howText, remediesOfFix, targetsOfFix} from './fix-words.js';
import {fixesView} from './fixes.js';

/** One entry of the fix queue: what it brings, what it risks, and the whole text of its remedy. */
export const fixView: DetailView = {
	kind: 'detail',
	id: 'fix',
	title: () => 'fix',
	wants: (place, snapshot) => fixesView.wants(place, snapshot),
	status: (snapshot, place) => fixesView.status(snapshot, place),
	blocks(snapshot, place) {
		const fix = fixAt(snapshot, place);
		return fix
			? fixBlocks(fix)
			: [linesBlock('Fix', [], fixesView.status(snapshot, place).isPartial ? 'reading …' : goneText)];
	},
	pivots(place, snapshot) {
		const fix = fixAt(snapshot, place);
		return fix ? fixesView.pivots({fix, target: ''}, place) : {};
	},
	target(place, snapshot) {
		const fix = fixAt(snapshot, place);
		return fix && targetsOfFix(fix)[0];
	},
	targets(place, snapshot) {
		const fix = fixAt(snapshot, place);
		return fix ? targetsOfFix(fix) : [];
	},
	actions: fixesView.actions,
	remedies(place, snapshot) {
		const fix = fixAt(snapshot, place);
		return fix ? remediesOfFix(fix) : [];
	},
};

const goneText = 'this is done: it is no longer in the queue';

function fixAt(snapshot: Snapshot, place: Place): Fix | undefined {
	return fixRows(snapshot, place).find(({fix}) => fix.id === place.item)?.fix;
}

function fixBlocks(fix: Fix): readonly Block[] {
	const {remedy} = fix;
	return [
		factsBlock('Fix', [
			['what', fix.title],
			['why', fix.reason],
			[
				'brings',
				`${counted(fix.tasksFixed, 'task')} ${fix.purpose === 'cover' ? 'with an agent' : 'without a useless agent'}`,
			],
			['how', {text: howText({...fix, after: []}), tone: 'accent'}],
			['effort', `${fix.effort}: ${fix.effortText}`],
			['risk', [fix.risk, ...fix.riskTexts].join('; ')],
		]),
		...(fix.after.length > 0
			? [
					linesBlock(
						'First',
						fix.after.map(text => ({text, tone: 'warning' as const})),
						'',
					),
				]
			: []),
		...(remedy
			? [
					linesBlock(
						`The ${remedy.label}`,
						remedy.text.split('\n').map(text => ({text})),
						'',
					),
				]
			: []),
		linesBlock(
			'Applied to',
			fix.targets.map(({kind, arn}) => ({text: `${kind} ${arn}`})),
			'nothing that the console knows',
		),
	];
}
