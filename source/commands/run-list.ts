import {type ClusterArn, shortName} from '../domain/arn.js';
import {clustersRead} from '../store/reads/clusters.js';
import {type Store} from '../store/store.js';
import {clustersWant} from '../views/cluster-facts.js';
import {clustersView} from '../views/clusters.js';
import {coverageView} from '../views/coverage.js';
import {createListModel} from '../views/list-model.js';
import {pace} from '../views/pace.js';
import {csvReport, failureDetail, jsonReport} from '../views/report.js';
import {servicesView} from '../views/services.js';
import {tasksView} from '../views/tasks.js';
import {type ListView, type Place} from '../views/view.js';
import {errorLines, exitCodeOf, type Printed} from './printed.js';
import {type Reading, readList} from './read-list.js';
import {tableText} from './table.js';

export type ListCommand = Reading & {
	readonly view: 'clusters' | 'services' | 'tasks' | 'coverage';
	/** Name or ARN; all clusters when absent. */
	readonly cluster: string | undefined;
	readonly output: 'table' | 'json' | 'csv';
	readonly faultsOnly: boolean;
	/** Cells of the terminal, undefined when the output is not one. */
	readonly width: number | undefined;
	readonly isAscii: boolean;
};

/** Reads a list once and returns it printed, with the exit code that it means. */
export async function runList(command: ListCommand): Promise<Printed> {
	const place = await placeOf(command);
	if ('problem' in place) {
		return {text: '', errorText: `onduty: ${place.problem}\n`, exitCode: 2};
	}

	switch (command.view) {
		case 'clusters':
			return printed(clustersView, place, command);
		case 'services':
			return printed(servicesView, place, command);
		case 'tasks':
			return printed(tasksView, place, command);
		case 'coverage':
			return printed(coverageView, place, command);
	}
}

async function printed<Row>(view: ListView<Row>, place: Place, command: ListCommand): Promise<Printed> {
	const {rows, status, snapshot} = await readList(view, place, command);
	const model = createListModel(view)(rows, {isFaultsOnly: command.faultsOnly});
	const exitCode = exitCodeOf(
		rows.map(row => view.verdict(row)),
		status,
	);
	const now = command.now();
	switch (command.output) {
		case 'json':
			return {text: jsonReport({view, rows: model.rows, status, snapshot, now}), errorText: '', exitCode};
		case 'csv':
			return {text: csvReport({view, rows: model.rows}), errorText: errorLines(status), exitCode};
		case 'table': {
			const isEmpty = model.rows.length === 0;
			const why = rows.length > 0 ? `no faults in ${rows.length} ${view.id}` : view.empty(snapshot, place);
			return {
				text: isEmpty ? '' : tableText(view.columns, model.rows, {...command, place, now}),
				errorText: `${isEmpty ? `onduty: ${why}\n` : ''}${errorLines(status)}`,
				exitCode,
			};
		}
	}
}

/** The place that `--cluster` means; a name that no cluster has is the caller's mistake, not an empty list. */
async function placeOf({view, cluster, store, deadlineMs}: ListCommand): Promise<Place | {problem: string}> {
	if (cluster === undefined) {
		return {view};
	}

	await store.settle([clustersWant(pace.focusedMs, 0)], deadlineMs);
	const {rows, failure, isComplete} = store.snapshot().get(clustersRead, undefined);
	const found = rows.find(({key, value}) => key === cluster || (value?.name ?? shortName(key)) === cluster);
	if (found) {
		// The read keys its rows by ARN.
		return {view, cluster: found.key as ClusterArn};
	}

	if (failure) {
		return {problem: `cannot list clusters: ${failureDetail(failure)}`};
	}

	return {problem: isComplete ? noCluster(cluster, store) : 'the clusters could not be listed in time'};
}

function noCluster(cluster: string, store: Store): string {
	const snapshot = store.snapshot();
	const names = snapshot.get(clustersRead, undefined).rows.map(({key}) => shortName(key));
	const known =
		names.length === 0
			? 'there are none'
			: `there are ${names.slice(0, 8).join(', ')}${names.length > 8 ? ' …' : ''}`;
	return `no cluster named ${cluster} in ${snapshot.scope.region}; ${known}`;
}
