import {describe, expect, test} from 'vitest';
import {type Action, type EcsTarget, type Target} from '../../source/store/actions/action.js';
import {actions} from '../../source/store/actions/registry.js';
import {createSession} from '../../source/ui/session.js';
import {type Catalog, type Context} from '../../source/ui/state/context.js';
import {actionsFor} from '../../source/ui/state/targets.js';
import {type CopiedText, type DetailView, type View} from '../../source/views/view.js';
import {fakeCatalog, itemsView} from './fake-catalog.js';
import {createRig} from './fakes.js';
import {footer, type as press, three} from './pressing.js';

const texts: readonly CopiedText[] = [
	{label: 'IAM statement', text: '{"Effect":"Allow"}'},
	{label: 'endpoint command', text: 'aws ec2 create-vpc-endpoint'},
];

/** The fake catalogue, with remedies in its list and its detail. */
function openWith(remedies: readonly CopiedText[]) {
	const task = fakeCatalog.views.get('task') as DetailView;
	const catalog: Catalog = {
		...fakeCatalog,
		views: new Map<string, View>([
			...fakeCatalog.views,
			['clusters', {...itemsView, remedies: () => remedies}],
			['task', {...task, remedies: () => remedies}],
		]),
	};
	const rig = createRig(three);
	const written: string[] = [];
	const session = createSession({...rig.host, write: text => written.push(text)}, catalog);
	const copied = () => written.map(sequence => Buffer.from(sequence.slice(7, -1), 'base64').toString('utf8'));
	return {session, copied};
}

describe('c', () => {
	test('copies the remedy of the row under the cursor', () => {
		const {session, copied} = openWith(texts.slice(0, 1));
		press(session, 'c');
		expect(copied()).toEqual(['{"Effect":"Allow"}']);
		expect(footer(session)).toContain('copied: IAM statement');
	});

	test('copies the remedies of a detail one after the other, and begins again', () => {
		const {session, copied} = openWith(texts);
		press(session, 'enter', 'c');
		expect(footer(session)).toContain('copied: IAM statement (1 of 2)');
		press(session, 'c', 'c');
		expect(copied()).toEqual([texts[0]!.text, texts[1]!.text, texts[0]!.text]);
	});

	test('copies the name where there is no remedy', () => {
		const {session, copied} = openWith([]);
		press(session, 'c');
		expect(copied()).toEqual(['api']);
	});
});

test('what is no resource has no description, no ARN and no link', () => {
	const rig = createRig(three);
	const causes: View = {...itemsView, key: row => `cause ${row.name}`, target: () => undefined};
	const session = createSession(rig.host, {...fakeCatalog, views: new Map([['clusters', causes]])});
	press(session, 'd');
	expect(footer(session)).toContain('nothing to show here');
	press(session, 'C');
	expect(footer(session)).toContain('there is nothing under the cursor');
	press(session, 'o');
	expect(footer(session)).toContain('no plain link');
});

describe('a key that two actions share', () => {
	const context = (ids: readonly string[]): Context =>
		({catalog: {...fakeCatalog, actions}, view: {...itemsView, actions: ids}}) as unknown as Context;
	const of = (kind: EcsTarget['kind']): Target => ({
		kind,
		arn: 'arn' as EcsTarget['arn'],
		clusterArn: 'arn' as EcsTarget['clusterArn'],
		name: kind,
	});
	const shared = context(['cluster.tag', 'service.redeploy', 'task.replace']);
	const idsOf = (some: readonly Action[]) => some.map(({id}) => id);

	test.each([
		['a service', [of('service')], ['service.redeploy']],
		['a task', [of('task'), of('task')], ['task.replace']],
		['a mixture, which neither fits', [of('task'), of('service')], ['service.redeploy']],
		['nothing', [], ['cluster.tag', 'service.redeploy']],
	])('means the one that fits %s', (_what, targets, ids) => {
		expect(idsOf(actionsFor(shared, targets))).toEqual(ids);
	});
});
