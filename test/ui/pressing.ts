import {createSession} from '../../source/ui/session.js';
import {type Session} from '../../source/ui/session-type.js';
import {fakeCatalog} from './fake-catalog.js';
import {createRig, type Item, item, type Rig, screenOf} from './fakes.js';

export const three: readonly Item[] = [
	item('checkout', {isFault: true, agents: '41/44 !3', tasks: 44}),
	item('api'),
	item('payments-prod', {tasks: 7}),
];

export function open(items: readonly Item[] = three, settings = {}): {rig: Rig; session: Session} {
	const rig = createRig(items, settings);
	return {rig, session: createSession(rig.host, fakeCatalog)};
}

/** Each key in a read of its own, as a person types. */
export function type(session: Session, ...keys: readonly string[]): void {
	for (const key of keys) {
		session.press([key]);
	}
}

/** The name in the row of the cursor. */
export function cursorName(session: Session): string {
	return (screenOf(session).find(line => line.startsWith('▸')) ?? '').split(/\s+/)[1] ?? '';
}

export function footer(session: Session): string {
	return screenOf(session).at(-1) ?? '';
}

export function text(session: Session): string {
	return screenOf(session).join('\n');
}
