import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {filterTo} from '../support/cursor.js';
import {type Moto, startMoto} from '../support/moto.js';
import {runProgram} from '../support/run-program.js';
import {startSession} from '../support/session.js';
import {type Terminal} from '../support/terminal.js';

// moto is an AWS that nobody here wrote; what it serves must be shown, what it lacks must be named.
const session = startSession();
let moto: Moto;

beforeAll(async () => {
	moto = await startMoto();
});

afterAll(async () => {
	await moto?.stop();
});

function open(): Terminal {
	return session.open({
		args: ['--endpoint-url', moto.url, '--region', moto.region],
		env: moto.env,
		columns: 140,
		rows: 40,
	});
}

type Report = {
	readonly schemaVersion: number;
	readonly partial: boolean;
	readonly errors: readonly unknown[];
	readonly rows: readonly Row[];
};

async function list(view: string, ...args: readonly string[]): Promise<Report> {
	const {stdout, stderr} = await runProgram(
		session.home(),
		[view, '--endpoint-url', moto.url, '--region', moto.region, '-o', 'json', ...args],
		moto.env,
	);
	expect(stderr).toBe('');
	// Our own contract; each test looks at the members that it names.
	return JSON.parse(stdout) as Report;
}

type Row = {readonly [member: string]: unknown};

async function tagOf(cluster: string): Promise<string | undefined> {
	const {clusters} = await moto.ecs('DescribeClusters', {clusters: [cluster], include: ['TAGS']});
	const [found] = clusters as readonly {tags: readonly {key: string; value: string}[]}[];
	return found?.tags.find(tag => tag.key === 'GuardDutyManaged')?.value;
}

describe('lists for scripts', () => {
	test('clusters: all three, with the state that their tags and moto’s detector make', async () => {
		const {rows, schemaVersion} = await list('clusters');
		expect(schemaVersion).toBe(1);
		const states = Object.fromEntries(rows.map(({name, optIn, optInBy}) => [name, [optIn, optInBy]]));
		expect(Object.keys(states).sort()).toEqual(['batch-staging', 'checkout-prod', 'edge-ec2']);
		expect(states['checkout-prod']).toEqual(['monitored', 'tag']);
		expect(states['batch-staging']).toEqual(['excluded', 'tag']);
	});

	test('services: twelve, each in its cluster', async () => {
		const {rows} = await list('services');
		expect(rows).toHaveLength(12);
		expect(rows.map(({name}) => name)).toEqual(expect.arrayContaining(['web', 'cart', 'agentd']));
	});

	test('tasks of one cluster, with the stopped one told apart', async () => {
		const {rows} = await list('tasks', '--cluster', 'checkout-prod');
		expect(rows.length).toBeGreaterThanOrEqual(32);
	});
});

test('onduty findings says that it could not tell: exit code 2, and each thing once', async () => {
	const {code, stdout} = await runProgram(
		session.home(),
		['findings', '--endpoint-url', moto.url, '--region', moto.region, '-o', 'json'],
		moto.env,
	);
	const {partial, rows, errors} = JSON.parse(stdout) as Report;
	expect([code, partial, rows]).toEqual([2, true, []]);
	expect(errors).toEqual([
		{what: 'findings', message: expect.stringContaining('does not offer guardduty:ListFindings') as unknown},
		{
			what: 'finding statistics',
			message: expect.stringContaining('does not offer guardduty:GetFindingsStatistics') as unknown,
		},
	]);
});

describe('the console', () => {
	test('shows clusters, services and tasks', async () => {
		const terminal = open();
		await terminal.waitFor(/checkout-prod[^\n]*monitored/);
		await terminal.waitFor(/batch-staging[^\n]*excluded/);
		terminal.press('/');
		terminal.type('checkout');
		terminal.press('enter');
		await terminal.waitFor(screen => !screen.some(line => line.includes('batch-staging')));
		terminal.press('enter');
		await terminal.waitFor(/legacy-pdf[^\n]*FARGATE|legacy-pdf/);
		terminal.press('enter');
		await terminal.waitFor(/RUNNING|PENDING|PROVISIONING/);
	});

	test('toggles the tag with T … y, and moto itself has it afterwards', async () => {
		expect(await tagOf('batch-staging')).toBe('false');
		const terminal = open();
		await terminal.waitFor(/batch-staging[^\n]*excluded/);
		await filterTo(terminal, 'batch-staging');
		await terminal.waitFor(/▸\s+batch-staging[^\n]*excluded/);
		terminal.press('T');
		await terminal.waitFor('▸ true');
		terminal.press('enter');
		await terminal.waitFor('ecs:TagResource');
		terminal.press('y');
		await terminal.waitFor(/✓ batch-staging {2}done/);
		expect(await tagOf('batch-staging')).toBe('true');
	});

	test('findings: moto has none of their calls, which is not the same as no findings', async () => {
		const terminal = open();
		await terminal.waitFor(/checkout-prod[^\n]*monitored/);
		terminal.press('4');
		await terminal.waitFor('this endpoint does not offer guardduty:ListFindings');
		expect(terminal.text()).not.toMatch(/no (?:open )?findings/);
		expect(terminal.text()).toMatch(/0\/0\+/);
		terminal.press('D');
		await terminal.waitFor('which samples?');
		terminal.press('enter');
		await terminal.waitFor('y does it');
		terminal.press('y');
		await terminal.waitFor('this endpoint does not offer guardduty:CreateSampleFindings');
	});

	test('names what moto does not offer, and goes on', async () => {
		const terminal = open();
		await terminal.waitFor(/checkout-prod[^\n]*monitored/);
		terminal.press('I');
		await terminal.waitFor('enhanced');
		terminal.press('enter');
		await terminal.waitFor('ecs:UpdateClusterSettings');
		terminal.press('y');
		await terminal.waitFor('this endpoint does not offer');
		expect(terminal.text()).not.toContain('<html');
		terminal.press('esc');
		await terminal.waitFor(/checkout-prod[^\n]*monitored/);
	});
});
