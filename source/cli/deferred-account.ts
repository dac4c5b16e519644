import {type Account, type Scope} from '../domain/account.js';

/**
 * Returns an account that is opened by its first request, for one that takes time to open: the first frame does not
 * wait for it. Until then its scope is `scope`, later the opened one's own. When `open` rejects, so do all requests.
 */
export function deferredAccount(scope: Scope, open: () => Promise<Account>): Account {
	let opening: Promise<Account> | undefined;
	let account: Account | undefined;
	let isClosed = false;

	async function begin(): Promise<Account> {
		account = await open();
		if (isClosed) {
			account.close();
		}

		return account;
	}

	function opened(): Promise<Account> {
		opening ??= begin();
		return opening;
	}

	return {
		get scope() {
			return account?.scope ?? scope;
		},
		call: async (name, input, options) => (await opened()).call(name, input, options),
		raw: async (name, input, options) => (await opened()).raw(name, input, options),
		credentialsExpireAt: () => account?.credentialsExpireAt(),
		renewLogin: () => account?.renewLogin(),
		close() {
			isClosed = true;
			account?.close();
		},
	};
}
