import {describe, expect, test} from 'vitest';
import {type Host} from '../../source/ui/host.js';
import {createSession} from '../../source/ui/session.js';
import {fakeCatalog} from './fake-catalog.js';
import {createRig, type Item, item, screenOf} from './fakes.js';

/** The list is partial at first, as it is while it is read. */
function opened(cluster: string, items: readonly Item[]) {
	const rig = createRig(items);
	const openStore: Host['openStore'] = scope => {
		const store = rig.host.openStore(scope);
		rig.stores.at(-1)?.set(items, {isPartial: true});
		return store;
	};
	const session = createSession({...rig.host, openStore, cluster}, fakeCatalog);
	const screen = () => screenOf(session);
	return {rig, session, crumbs: () => screen()[1] ?? '', text: () => screen().join('\n')};
}

describe('the cluster that the command line names', () => {
	test('is opened at once when it is known, by its name or its ARN', () => {
		for (const name of ['checkout', item('checkout').arn]) {
			expect(opened(name, [item('api'), item('checkout')]).crumbs()).toMatch(/clusters › checkout$/);
		}
	});

	test('is opened when the list comes', () => {
		const {rig, crumbs} = opened('checkout', []);
		rig.stores[0]?.set([item('api')], {isPartial: true});
		expect(crumbs()).toMatch(/clusters$/);
		rig.stores[0]?.set([item('api'), item('checkout')]);
		expect(crumbs()).toMatch(/› checkout$/);
	});

	test('is opened once: Esc leads back for good', () => {
		const {rig, session, crumbs} = opened('checkout', [item('checkout')]);
		session.press(['esc']);
		rig.stores[0]?.set([item('api'), item('checkout')]);
		expect(crumbs()).toMatch(/clusters$/);
	});

	test('is not opened over where the operator went meanwhile', () => {
		const {rig, session, crumbs} = opened('checkout', []);
		rig.stores[0]?.set([item('api')], {isPartial: true});
		session.press(['enter']);
		rig.stores[0]?.set([item('api'), item('checkout')]);
		expect(crumbs()).toMatch(/› api$/);
	});

	test('is said to be missing once the list is whole', () => {
		const {rig, text} = opened('chekout', [item('checkout')]);
		expect(text()).not.toContain('no cluster');
		rig.stores[0]?.set([item('checkout')]);
		expect(text()).toContain('no cluster named chekout here');
	});
});
