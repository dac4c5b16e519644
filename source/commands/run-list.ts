import {type UsageWindow} from '../domain/usage/usage.js';
import {type UsageLevel} from '../domain/usage/usage-level.js';
import {clustersView} from '../views/clusters/clusters.js';
import {coverageView} from '../views/coverage/coverage.js';
import {createListModel, sortedAt} from '../views/list-model.js';
import {csvReport, jsonReport} from '../views/report.js';
import {servicesView} from '../views/services/services.js';
import {tasksView} from '../views/tasks/tasks.js';
import {sizeView} from '../views/usage/size.js';
import {usageView} from '../views/usage/usage.js';
import {type ListView, type Place} from '../views/view.js';
import {namedCluster, type Problem} from './named-cluster.js';
import {errorLines, exitCodeOf, type Printed} from './printed.js';
import {type Reading, readList} from './read-list.js';
import {tableText} from './table.js';

export type ListCommand = Reading & {
	readonly view: 'clusters' | 'services' | 'tasks' | 'coverage' | 'usage' | 'size';
	/** Name or ARN; all clusters when absent. */
	readonly cluster: string | undefined;
	readonly output: 'table' | 'json' | 'csv';
	readonly faultsOnly: boolean;
	/** Of usage and size: what a row is, and how far back. */
	readonly level?: UsageLevel;
	readonly window?: UsageWindow;
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
		case 'usage':
			return printed(usageView, place, command);
		case 'size':
			return printed(sizeView, place, command);
	}
}

async function printed<Row>(anyView: ListView<Row>, place: Place, command: ListCommand): Promise<Printed> {
	const view = sortedAt(anyView, place);
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
	const {view, cluster, level, window} = command;
	const place = {view, ...(level && {level}), ...(window && {window})};
	if (cluster === undefined) {
		return place;
	}

	const found = await namedCluster(cluster, command);
	return typeof found === 'string' ? {...place, cluster: found} : found;
}
