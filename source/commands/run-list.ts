import {clustersView} from '../views/clusters.js';
import {coverageView} from '../views/coverage.js';
import {createListModel} from '../views/list-model.js';
import {csvReport, jsonReport} from '../views/report.js';
import {servicesView} from '../views/services.js';
import {tasksView} from '../views/tasks.js';
import {type ListView, type Place} from '../views/view.js';
import {namedCluster, type Problem} from './named-cluster.js';
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
			return {text: csvReport({view, rows: model.rows, snapshot}), errorText: errorLines(status), exitCode};
		case 'table': {
			const isEmpty = model.rows.length === 0;
			const why = rows.length > 0 ? `no faults in ${rows.length} ${view.id}` : view.empty(snapshot, place);
			// A list that is empty because it could not be read is among the errors.
			const isTold = rows.length === 0 && status.failure !== undefined;
			return {
				text: isEmpty ? '' : tableText(view.columns, model.rows, {...command, place, now}),
				errorText: `${isEmpty && !isTold ? `onduty: ${why}\n` : ''}${errorLines(status)}`,
				exitCode,
			};
		}
	}
}

async function placeOf(command: ListCommand): Promise<Place | Problem> {
	const {view, cluster} = command;
	if (cluster === undefined) {
		return {view};
	}

	const found = await namedCluster(cluster, command);
	return typeof found === 'string' ? {view, cluster: found} : found;
}
