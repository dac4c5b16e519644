import {type Printed} from '../../source/commands/printed.js';
import {type ListCommand, runList} from '../../source/commands/run-list.js';
import {type EvidenceFolders} from '../../source/store/evidence/folders.js';
import {aStore} from '../store/a-store.js';
import {type Script} from '../store/fake-account.js';

/** Runs a command on a store over a scripted account, moving the clock until it is done. */
export async function run(
	script: Script,
	command: (reading: Pick<ListCommand, 'store' | 'now' | 'deadlineMs'>) => Promise<Printed>,
	{
		deadlineMs = 60_000,
		latencyMs = 20,
		folders,
	}: {deadlineMs?: number; latencyMs?: number; folders?: EvidenceFolders} = {},
): Promise<Printed & {readonly sent: {readonly [name: string]: number}}> {
	const {store, clock, account} = aStore(script, {latencyMs, folders});
	let printed: Printed | undefined;
	const done = command({store, now: clock.now, deadlineMs}).then(result => {
		printed = result;
	});
	await clock.advanceUntil(() => printed !== undefined, 10 * 60_000);
	await done;
	await store.close();
	return {...printed!, sent: account.counts()};
}

/** Returns the list printed, as `onduty <view>` prints it into a pipe unless told otherwise. */
export function printList(script: Script, options: Partial<ListCommand>, deadlineMs?: number) {
	return run(
		script,
		reading =>
			runList({
				view: 'clusters',
				cluster: undefined,
				output: 'table',
				faultsOnly: false,
				width: undefined,
				isAscii: false,
				...reading,
				...options,
			}),
		deadlineMs === undefined ? {} : {deadlineMs},
	);
}
