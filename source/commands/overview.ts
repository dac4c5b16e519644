import {clustersView} from '../views/clusters/clusters.js';
import {type HeaderFacts, headerOf} from '../views/header.js';
import {createListModel, type ListModel} from '../views/list-model.js';
import {toAscii} from '../views/symbols.js';
import {errorLines, exitCodeOf, type Printed} from './printed.js';
import {type Reading, readList} from './read-list.js';
import {tableText} from './table.js';

export type OverviewCommand = Reading & {readonly width: number | undefined; readonly isAscii: boolean};

/** Returns what the console would show first, as text: who and where we are, the clusters, what could not be read. */
export async function runOverview(command: OverviewCommand): Promise<Printed> {
	const place = {view: clustersView.id};
	const {rows, status, snapshot} = await readList(clustersView, place, command);
	const now = command.now();
	const header = headerOf(snapshot, now, status.at);
	const exitCode = exitCodeOf(
		rows.map(row => clustersView.verdict(row)),
		status,
	);
	if (header.login) {
		const {what, remedy, failure} = header.login;
		const detail = failure.message === '' ? '' : ` (${failure.message})`;
		return {text: '', errorText: `onduty: ${what}; ${remedy}${detail}\n`, exitCode: 2};
	}

	const model = createListModel(clustersView)(rows, {isFaultsOnly: false});
	const body =
		model.rows.length === 0
			? `${clustersView.empty(snapshot, place)}\n`
			: tableText(clustersView.columns, model.rows, {...command, place, now});
	const text = `${headerLine(header)}\n\n${body}\n${summaryLine(model, status.isPartial)}\n`;
	return {text: command.isAscii ? toAscii(text) : text, errorText: errorLines(status), exitCode};
}

function headerLine({account, profile, region, identity, isReadOnly, clock}: HeaderFacts): string {
	return [
		'onduty',
		[profile, account ?? 'account unknown'].filter(part => part !== undefined).join(' '),
		region,
		identity === undefined ? 'identity unknown' : `as ${identity}`,
		...(isReadOnly ? ['read-only'] : []),
		clock,
	].join('  ');
}

function summaryLine({total, faults, unknown}: ListModel<unknown>, isPartial: boolean): string {
	const parts = [
		`${total} cluster${total === 1 ? '' : 's'}`,
		`${faults} at fault`,
		...(unknown > 0 ? [`${unknown} could not be told`] : []),
		...(isPartial ? ['not all were read'] : []),
	];
	return parts.join(', ');
}
