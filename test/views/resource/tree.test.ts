import {describe, expect, test} from 'vitest';
import {parseFilter} from '../../../source/views/filter.js';
import {createListModel} from '../../../source/views/list-model.js';
import {treeView} from '../../../source/views/resource/tree.js';
import {drawn, serviceArn, text} from '../build.js';
import {shop, shopSnapshot as snapshot, tasks} from '../shop.js';

const place = {view: 'tree', cluster: shop.arn};
const rows = treeView.rows(snapshot, place);

describe('the tree', () => {
	test('of a cluster shows services, tasks and containers with their agents', () => {
		expect(drawn(treeView, {snapshot, place, width: 100})).toBe(
			text(`
			TREE                                STATE                    AGENT              ABOUT
			shop                                ! needs redeploy (tag)   1/5 !3 ?1          4 services, 7 tasks
			  api                               ✓ completed              1/2 !1             2 of 2 tasks
			    a1000000                        RUNNING                  ✓ running 1.17.1   Fargate
			      web                           RUNNING                  –                  nginx
			      aws-guardduty-agent-nm40lC    RUNNING                  agent              aws-guardd…Fg_x86_64
			    a2000000                        RUNNING                  ✗ failed 1.17.1    Fargate
			      web                           RUNNING                  –                  nginx
			      aws-guardduty-agent-nm40lC    STOPPED                  agent              aws-guardd…Fg_x86_64
			    e1000000                        STOPPED                  –                  Fargate
			      web                           STOPPED                  –                  nginx
			      aws-guardduty-agent-nm40lC    STOPPED                  agent              aws-guardd…Fg_x86_64
			  batch                             ✓ completed              –                  0 of 0 tasks
			  web                               ✗ failed                 0/1 !1             2 of 2 tasks, stale
			    b1000000                        RUNNING                  ✗ absent           Fargate
			      web                           RUNNING                  –                  nginx
			  worker                            ↻ in progress            0/1                3 of 4 tasks
			    c1000000                        PENDING                  ↻ starting         Fargate
			      web                           PENDING                  –                  nginx
			  d1000000                          RUNNING                  ✗ absent           Fargate, standalone
			    web                             RUNNING                  –                  nginx
			  f1000000                          RUNNING                  ? unknown          EC2, standalone
			    web                             RUNNING                  –                  nginx
		`),
		);
	});

	test('of no cluster lists the clusters, and Enter unfolds one', () => {
		const [cluster] = treeView.rows(snapshot, {view: 'tree'});
		expect(cluster?.name).toBe('shop');
		expect(treeView.open(cluster!, {view: 'tree'})).toEqual(place);
		expect(treeView.open(cluster!, place)).toEqual({view: 'services', cluster: shop.arn});
	});

	test('keeps its order whatever it is sorted by', () => {
		const model = createListModel(treeView)(rows, {
			isFaultsOnly: false,
			sorting: {column: 'state', isDescending: true},
		});
		expect(model.rows.map(row => row.key)).toEqual(rows.map(row => row.key));
	});

	test('finds the tasks and containers of a service by its name', () => {
		const model = createListModel(treeView)(rows, {isFaultsOnly: false, filter: parseOf('path:"web b1"')});
		expect(model.rows.map(row => `${row.kind} ${row.name}`)).toEqual(['task b1000000', 'container web']);
	});

	test('has a key for each row, and acts on clusters, services and tasks', () => {
		expect(new Set(rows.map(row => row.key)).size).toBe(rows.length);
		const api = rows.find(row => row.key === serviceArn('shop', 'api'))!;
		expect(treeView.target(api)?.kind).toBe('service');
		expect(treeView.open(api, place)).toEqual({view: 'tasks', cluster: shop.arn, service: api.key});
		const container = rows.find(row => row.key === `${tasks.watched.arn}#web`)!;
		expect(treeView.target(container)).toBeUndefined();
		expect(treeView.open(container, place)).toMatchObject({view: 'task', task: tasks.watched.arn});
	});
});

function parseOf(typed: string) {
	const filter = parseFilter(typed, treeView.columns);
	if ('error' in filter) {
		throw new Error(filter.error);
	}

	return filter;
}
