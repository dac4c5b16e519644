import {type Snapshot} from '../../../source/store/snapshot.js';
import {catalog} from '../../../source/ui/run-console.js';
import {createSession} from '../../../source/ui/session.js';
import {type Session} from '../../../source/ui/session-type.js';
import {type Place} from '../../../source/views/view.js';
import {now} from '../../views/build.js';
import {createFakeClock, createFakeStore, createRig, type Rig} from '../fakes.js';

/** Returns the console with all its views on a store that holds that snapshot, at a pane of its own choice. */
export function openReal(
	snapshot: Snapshot,
	{
		size = {columns: 80, rows: 24},
		home,
		...settings
	}: {
		readonly size?: {readonly columns: number; readonly rows: number};
		/** Where it starts; the first pane when absent. */
		readonly home?: Place;
		readonly hasColour?: boolean;
		readonly isAscii?: boolean;
	} = {},
): {readonly session: Session; readonly rig: Rig; change(next: Snapshot): void} {
	const rig = createRig([], settings);
	const store = createFakeStore({region: 'eu-west-1'});
	store.change(snapshot);
	const host = {...rig.host, clock: createFakeClock(now), size, openStore: () => store};
	const panes = home ? [{key: '0', title: 'Here', place: home, badge: () => undefined}] : [];
	return {
		session: createSession(host, {...catalog, panes: [...panes, ...catalog.panes]}),
		rig,
		change: next => store.change(next),
	};
}
