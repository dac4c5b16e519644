import {describe, expect, test} from 'vitest';
import {parseFilter} from '../../source/views/filter.js';
import {createListModel} from '../../source/views/list-model.js';
import {servicesView} from '../../source/views/services/services.js';
import {serviceArn} from './build.js';
import {shop, shopSnapshot} from './shop.js';

const rows = servicesView.rows(shopSnapshot, {view: 'services', cluster: shop.arn});
const query = {isFaultsOnly: false};

function filterOf(typed: string) {
	const filter = parseFilter(typed, servicesView.columns);
	if ('error' in filter) {
		throw new Error(filter.error);
	}

	return filter;
}

describe('the model of a list', () => {
	test('counts faults and unknowns over all rows, whatever is shown', () => {
		const model = createListModel(servicesView)(rows, {isFaultsOnly: true, filter: filterOf('web')});
		expect(model.rows.map(row => row.name)).toEqual(['web']);
		expect([model.total, model.faults, model.unknown]).toEqual([4, 2, 1]);
	});

	test('sorts as the view does until told otherwise', () => {
		const modelOf = createListModel(servicesView);
		expect(modelOf(rows, query).rows.map(row => row.name)).toEqual(['api', 'batch', 'web', 'worker']);
		const sorting = {column: 'stale', isDescending: true};
		expect(modelOf(rows, {...query, sorting}).rows[0]?.name).toBe('web');
	});

	test('is the same object while rows and question are the same', () => {
		const modelOf = createListModel(servicesView);
		const first = modelOf(rows, query);
		expect(modelOf(rows, {...query})).toBe(first);
		expect(modelOf(rows, {...query, sorting: {column: 'name', isDescending: true}})).not.toBe(first);
		expect(modelOf([...rows], query)).not.toBe(first);
	});

	test('knows where a resource is, by its ARN', () => {
		const model = createListModel(servicesView)(rows, query);
		expect(model.indexOf(serviceArn('shop', 'web'))).toBe(2);
		expect(model.indexOf(serviceArn('shop', 'gone'))).toBe(-1);
	});
});
