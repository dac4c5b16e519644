import {type FindingSummary} from '../domain/findings/finding.js';
import {type KnownBand, severityBand, severityRank} from '../domain/findings/severity.js';
import {textColumn} from '../views/columns.js';
import {type FindingRow, findingVerdict} from '../views/findings/finding-row.js';
import {findingsView} from '../views/findings/findings.js';
import {createListModel} from '../views/list-model.js';
import {csvReport, jsonReport} from '../views/report.js';
import {type ListView, type Place, type RowVerdict} from '../views/view.js';
import {namedCluster} from './named-cluster.js';
import {errorLines, exitCodeOf, type Printed} from './printed.js';
import {type Reading, readList} from './read-list.js';
import {tableText} from './table.js';

export type FindingsCommand = Reading & {
	/** Name or ARN. */
	readonly cluster: string | undefined;
	/** Only what was seen in the last so many milliseconds. */
	readonly sinceMs: number | undefined;
	readonly minSeverity: KnownBand | undefined;
	readonly isArchived: boolean;
	readonly output: 'table' | 'json' | 'csv';
	readonly width: number | undefined;
	readonly isAscii: boolean;
};

/**
 * Reads the findings once and returns them printed, worst first. The code is 1 as soon as an open one of at least
 * the severity asked for (high, unless told otherwise) is among them; samples and archived ones are none.
 */
export async function runFindings(command: FindingsCommand): Promise<Printed> {
	const {isArchived, cluster, output} = command;
	const view = viewFor(command);
	const place: Place = {view: view.id, ...(isArchived && {item: 'archived'})};
	const {rows: all, status, snapshot} = await readList(view, place, command);
	const now = command.now();
	const rows = createListModel(view)(
		all.filter(({finding}) => isAsked(finding, command, now)),
		{isFaultsOnly: false},
	).rows;
	const problem = rows.length === 0 ? await unknownCluster(cluster, command) : undefined;
	if (problem !== undefined) {
		return {text: '', errorText: `onduty: ${problem}\n`, exitCode: 2};
	}

	const exitCode = exitCodeOf(
		rows.map(row => view.verdict(row)),
		status,
	);
	const {notice} = status;
	const noticeLine = notice ? `onduty: ${notice.text}\n` : '';
	switch (output) {
		case 'json':
			return {text: jsonReport({view, rows, status, snapshot, now}), errorText: noticeLine, exitCode};
		case 'csv':
			return {
				text: csvReport({view, rows, snapshot}),
				errorText: `${noticeLine}${errorLines(status)}`,
				exitCode,
			};
		case 'table': {
			const none = rows.length === 0 && status.failure === undefined && notice === undefined;
			return {
				text: rows.length === 0 ? '' : tableText(printedColumns, rows, {...command, place, now}),
				errorText: `${none ? `onduty: ${noneText(command, all.length)}\n` : noticeLine}${errorLines(status)}`,
				exitCode,
			};
		}
	}
}

/** With the id after the time: it is what `onduty finding` and `onduty evidence` are given. */
const printedColumns: ListView<FindingRow>['columns'] = [
	...findingsView.columns,
	textColumn({id: 'id', heading: 'ID', min: 32, max: 32, priority: 3.5}, ({finding}) => finding.id),
];

/** The console's own list, with the severity that was asked for as what is at fault. */
function viewFor({minSeverity}: FindingsCommand): ListView<FindingRow> {
	return minSeverity === undefined ? findingsView : {...findingsView, verdict: verdictOfAny};
}

/** Of rows that are severe enough all. */
function verdictOfAny(row: FindingRow): RowVerdict {
	const {severity, isArchived, isSample} = row.finding;
	if (isSample || isArchived === true || severityBand(severity) === 'unknown') {
		return findingVerdict(row);
	}

	return isArchived === false ? 'fault' : 'unknown';
}

/** A severity that AWS's scale does not have is never left out: nobody knows how grave it is. */
function isAsked(
	{severity, lastSeenAt, updatedAt, clusterName, clusterArn}: FindingSummary,
	{cluster, sinceMs, minSeverity}: FindingsCommand,
	now: number,
): boolean {
	const seenAt = lastSeenAt ?? updatedAt;
	const band = severityBand(severity);
	return (
		(cluster === undefined || clusterName === cluster || clusterArn === cluster) &&
		(sinceMs === undefined || seenAt === undefined || seenAt >= now - sinceMs) &&
		(minSeverity === undefined || band === 'unknown' || severityRank(band) <= severityRank(minSeverity))
	);
}

/** A cluster may be gone while its findings stay; a name that neither has is the caller's mistake. */
async function unknownCluster(
	cluster: string | undefined,
	command: FindingsCommand,
): Promise<string | undefined> {
	if (cluster === undefined) {
		return undefined;
	}

	const found = await namedCluster(cluster, command);
	return typeof found === 'string' ? undefined : found.problem;
}

function noneText({isArchived}: FindingsCommand, all: number): string {
	const kind = isArchived ? 'archived' : 'open';
	return all === 0 ? `no ${kind} findings` : `none of ${all} ${kind} findings is as asked for`;
}
