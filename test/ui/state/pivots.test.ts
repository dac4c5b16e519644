import {describe, expect, test} from 'vitest';
import {type ClusterArn, type ServiceArn} from '../../../source/domain/arn.js';
import {initialState} from '../../../source/ui/state/console-state.js';
import {type Context} from '../../../source/ui/state/context.js';
import {pivotsOf} from '../../../source/ui/state/pivots.js';
import {type Place} from '../../../source/views/view.js';
import {itemsView} from '../fake-catalog.js';

const cluster = 'arn:aws:ecs:eu-west-1:123456789012:cluster/checkout' as ClusterArn;
const service = 'arn:aws:ecs:eu-west-1:123456789012:service/checkout/api' as ServiceArn;

/** What the keys lead to from a list without rows. */
const fromEmpty = (place: Place) => {
	const context = {view: itemsView, place} as Partial<Context> as Context;
	return pivotsOf(initialState(place), context);
};

describe('from a list without rows', () => {
	test('of services lead to the tasks of the cluster', () => {
		expect(fromEmpty({view: 'services', cluster})).toEqual({
			tasks: {view: 'tasks', cluster},
			tree: {view: 'tree', cluster},
			instances: {view: 'container-instances', cluster},
			usage: {view: 'usage', cluster},
			size: {view: 'size', cluster},
		});
	});

	test('of tasks of a service lead to its events, which tell why there are none', () => {
		expect(fromEmpty({view: 'tasks', cluster, service})).toEqual({
			tree: {view: 'tree', cluster},
			instances: {view: 'container-instances', cluster},
			usage: {view: 'usage', cluster, service},
			size: {view: 'size', cluster},
			service: {view: 'describe', cluster, subject: service},
			events: {view: 'service-events', cluster, service},
		});
	});

	test('of clusters lead nowhere', () => {
		expect(fromEmpty({view: 'clusters'})).toEqual({});
	});
});
