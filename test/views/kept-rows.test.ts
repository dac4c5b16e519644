import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Failure} from '../../source/domain/failure.js';
import {type Collection, type Held} from '../../source/domain/fetched.js';
import {type Service, type Task} from '../../source/domain/resources.js';
import {clustersRead} from '../../source/store/reads/clusters.js';
import {servicesRead} from '../../source/store/reads/services.js';
import {tasksRead} from '../../source/store/reads/tasks.js';
import {type Snapshot} from '../../source/store/snapshot.js';
import {createListModel} from '../../source/views/list-model.js';
import {servicesView} from '../../source/views/services/services.js';
import {tasksView} from '../../source/views/tasks/tasks.js';
import {type ListView, type Place} from '../../source/views/view.js';
import {
	aCluster,
	aService,
	aSnapshot,
	aTask,
	excluded,
	gates,
	holding,
	listed,
	ofService,
	optedIn,
} from './build.js';

// What the views remember must never show: after any changes the answers are those of views that remember nothing.

const failure: Failure = {kind: 'throttled', message: 'Rate exceeded'};
const names = ['api', 'web', 'job'];

type Change =
	| {readonly kind: 'reread' | 'fail' | 'recover' | 'opt-in' | 'reverse' | 'failed list'}
	| {readonly kind: 'stop' | 'lose agent' | 'grow' | 'forget' | 'drop'; readonly at: number};

type World = {
	readonly services: Collection<Service>;
	readonly tasks: Collection<Task>;
	readonly isIn: boolean;
};

const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({
		kind: fc.constantFrom('reread', 'fail', 'recover', 'opt-in', 'reverse', 'failed list'),
	}) as fc.Arbitrary<Change>,
	fc.record({
		kind: fc.constantFrom('stop', 'lose agent', 'grow', 'forget', 'drop'),
		at: fc.nat({max: 8}),
	}) as fc.Arbitrary<Change>,
);

const first: World = {
	services: listed(names.map(name => aService('shop', name))),
	tasks: listed([...'abcdefgh'].map((id, index) => aTask('shop', id, ofService(names[index % 2]!)))),
	isIn: true,
};

function changed(world: World, step: Change, round: number): World {
	const {services, tasks} = world;
	const rows = (next: readonly Held<Task>[]): World => ({...world, tasks: {...tasks, rows: next}});
	const one = (map: (held: Held<Task>) => Held<Task>, at: number) =>
		rows(tasks.rows.map((held, index) => (index === at ? map(held) : held)));
	switch (step.kind) {
		case 'reread':
			return {
				...world,
				services: {...services, rows: services.rows.map(held => ({...held, at: round})), listedAt: round},
				tasks: {...tasks, rows: tasks.rows.map(held => ({...held, at: round})), listedAt: round},
			};
		case 'fail':
			return rows(tasks.rows.map(held => ({...held, failure})));
		case 'recover':
			return rows(tasks.rows.map(({failure: _, ...held}) => ({...held, at: round})));
		case 'failed list':
			return {...world, tasks: {...tasks, failure}};
		case 'opt-in':
			return {...world, isIn: !world.isIn};
		case 'reverse':
			return rows(tasks.rows.toReversed());
		case 'stop':
			return one(held => ({...held, value: held.value && {...held.value, lastStatus: 'STOPPED'}}), step.at);
		case 'lose agent':
			return one(
				held => ({
					...held,
					value: held.value && {...held.value, containers: held.value.containers.slice(0, 1)},
				}),
				step.at,
			);
		case 'forget':
			return one(({key}) => ({key}), step.at);
		case 'drop':
			return rows(tasks.rows.filter((_, index) => index !== step.at));
		case 'grow': {
			const task = aTask('shop', `f${round}`, ofService(names[step.at % 3]!));
			return rows([...tasks.rows, {key: task.arn, value: task, at: round}]);
		}
	}
}

/** What stays the same object while nothing of it changes, as in the store. */
const frame = {
	gates: gates(),
	opted: listed([aCluster('shop', {tags: optedIn})]),
	excluded: listed([aCluster('shop', {tags: excluded})]),
};

function snapshotOf({services, tasks, isIn}: World, around: typeof frame): Snapshot {
	return aSnapshot([
		...around.gates,
		holding(clustersRead, undefined, isIn ? around.opted : around.excluded),
		holding(servicesRead, cluster, services),
		holding(tasksRead, cluster, tasks),
	]);
}

const cluster = aCluster('shop').arn;
const queries = [
	{isFaultsOnly: false},
	{isFaultsOnly: true},
	{isFaultsOnly: false, sorting: {column: 'status', isDescending: true}},
];

function told<Row>(
	view: ListView<Row>,
	modelOf: ReturnType<typeof createListModel<Row>>,
	snapshot: Snapshot,
) {
	const place: Place = {view: view.id, cluster};
	return queries.map(query => {
		const {rows, ...counts} = modelOf(view.rows(snapshot, place), query);
		return {
			rows: rows.map(row => [view.record(row, snapshot), view.freshness(row).failure, view.verdict(row)]),
			total: counts.total,
			faults: counts.faults,
			unknown: counts.unknown,
			places: rows.map(row => counts.indexOf(view.key(row))),
		};
	});
}

test('views that remember say the same as views that have never seen the data', () => {
	fc.assert(
		fc.property(fc.array(change, {minLength: 1, maxLength: 8}), steps => {
			const [services, tasks] = [createListModel(servicesView), createListModel(tasksView)];
			let world = first;
			for (const [round, step] of steps.entries()) {
				world = changed(world, step, round);
				const snapshot = snapshotOf(world, frame);
				// New objects all over: no memory knows them.
				const strange = snapshotOf(structuredClone(world), structuredClone(frame));
				expect(told(servicesView, services, snapshot)).toEqual(
					told(servicesView, createListModel(servicesView), strange),
				);
				expect(told(tasksView, tasks, snapshot)).toEqual(
					told(tasksView, createListModel(tasksView), strange),
				);
			}
		}),
		{numRuns: 40},
	);
});
