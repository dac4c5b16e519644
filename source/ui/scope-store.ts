import {type Scope} from '../domain/account.js';
import {type Want} from '../store/read.js';
import {type Store} from '../store/store.js';
import {type Host} from './host.js';
import {isSameWants} from './wants.js';

/** The store of the account and Region on screen, which changes when the operator switches. */
export type ScopeStore = {
	scope(): Scope;
	store(): Store;
	/** Says what is to be kept fresh; the store hears of it only when it is something else than before. */
	want(wants: readonly Want[]): void;
	/** Opens another account or Region; resolves when the store before has stopped and its journal is whole. */
	open(scope: Scope): Promise<void>;
	close(): Promise<void>;
};

/** Returns the host's first store, opened. */
export function createScopeStore(host: Host, onChange: () => void): ScopeStore {
	let scope = host.scope;
	let store = host.openStore(scope);
	let unsubscribe = store.subscribe(onChange);
	let wants: readonly Want[] = [];
	return {
		scope: () => scope,
		store: () => store,
		want(next) {
			if (!isSameWants(wants, next)) {
				wants = next;
				store.want(next);
			}
		},
		async open(next) {
			const before = store;
			unsubscribe();
			scope = next;
			wants = [];
			store = host.openStore(next);
			unsubscribe = store.subscribe(onChange);
			await before.close();
		},
		async close() {
			unsubscribe();
			await store.close();
		},
	};
}
