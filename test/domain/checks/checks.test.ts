import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {checks} from '../../../source/domain/checks/registry.js';
import {
	type DoctorFacts,
	type FactName,
	factPermissions,
	pendingFacts,
} from '../../../source/domain/doctor/doctor-facts.js';
import {type Case, deniedFact, goodFacts, place} from './facts.js';
import {networkCases} from './network-cases.js';
import {optInCases} from './opt-in-cases.js';
import {pullCases} from './pull-cases.js';
import {runCases} from './run-cases.js';
import {startCases} from './start-cases.js';

const cases: readonly Case[] = [...optInCases, ...startCases, ...pullCases, ...networkCases, ...runCases];
const factNames = Object.keys(factPermissions) as FactName[];

function run(id: string, facts: DoctorFacts) {
	return checks.find(check => check.id === id)!.run(facts);
}

test.each(cases.map(one => [one.check, one.when, one] as const))('%s, %s', (check, _when, one) => {
	const verdicts = run(check, {...goodFacts, ...one.facts});
	const [verdict] = verdicts;
	expect(new Set(verdicts.map(({status}) => status))).toEqual(new Set([one.status]));
	expect(verdict?.seen).toContain(one.seen);
	expect(verdict?.missingPermission).toBe(one.permission);
	expect(verdict?.action?.id).toBe(one.action);
	if (one.remedy === 'none' || one.status === 'pass') {
		expect(verdict?.remedy).toBeUndefined();
	} else if (one.remedy !== undefined) {
		expect(verdict?.remedy?.text).toContain(one.remedy);
	}
});

describe('every check', () => {
	test.each(checks.map(check => [check.id, check] as const))('%s has cases both ways', (id, {why, title}) => {
		const statuses = cases.filter(({check}) => check === id).map(({status}) => status);
		expect(statuses).toContain('pass');
		expect(statuses).toContain('unknown');
		expect(statuses.includes('fail') || statuses.includes('warn')).toBe(true);
		expect(why).not.toBe('');
		expect(title).not.toBe('');
	});

	test('has an id of its own, and every case is of a check that is registered', () => {
		expect(new Set(checks.map(({id}) => id)).size).toBe(checks.length);
		const ids = checks.map(({id}) => id);
		expect(cases.filter(({check}) => !ids.includes(check))).toEqual([]);
	});

	test('passes, or does not apply, when everything is as it should be', () => {
		for (const check of checks) {
			for (const verdict of check.run(goodFacts)) {
				expect([check.id, verdict.status, verdict.seen]).toEqual([
					check.id,
					expect.stringMatching(/^(?:pass|not-applicable)$/),
					verdict.seen,
				]);
				expect(verdict.status === 'pass' ? verdict.fix : '').toBe('');
			}
		}
	});

	test('says a fix with each fault, and its own words', () => {
		for (const {check, facts} of cases) {
			for (const verdict of run(check, {...goodFacts, ...facts})) {
				expect(verdict.checkId).toBe(check);
				expect(verdict.seen).not.toBe('');
				if (verdict.status === 'fail' || verdict.status === 'warn') {
					expect(verdict.fix).not.toBe('');
				}
			}
		}
	});
});

const withCase = fc.record({one: fc.constantFrom(...cases), name: fc.constantFrom(...factNames)});

describe('what was denied', () => {
	test('is asked for, unless there is something better to do', () => {
		const read = {...goodFacts, simulation: deniedFact('simulation')};
		expect(run('telemetry-permission', read)[0]).toMatchObject({
			missingPermission: 'iam:SimulatePrincipalPolicy',
			fix: expect.stringContaining('may deny guardduty:SendSecurityTelemetry'),
		});
	});

	test('never passes: with any one fact denied, no check that needs it does', () => {
		for (const check of checks) {
			for (const name of check.needs) {
				const verdicts = check.run({...goodFacts, [name]: deniedFact(name)});
				expect(verdicts.map(({status}) => status)).not.toContain('pass');
				expect(verdicts.length).toBeGreaterThan(0);
			}
		}
	});

	test('never passes, whatever else is the matter', () => {
		fc.assert(
			fc.property(withCase, ({one, name}) => {
				for (const check of checks) {
					const verdicts = check.run({...goodFacts, ...one.facts, [name]: deniedFact(name)});
					if (check.needs.includes(name)) {
						expect([check.id, verdicts.map(({status}) => status)]).toEqual([
							check.id,
							expect.not.arrayContaining(['pass']),
						]);
					}
				}
			}),
			{numRuns: 600},
		);
	});

	test('names a permission where the denial is what makes it unknown', () => {
		for (const check of checks) {
			for (const name of check.needs) {
				for (const verdict of check.run({...goodFacts, [name]: deniedFact(name)})) {
					if (verdict.status === 'unknown') {
						expect([check.id, name, verdict.missingPermission]).toEqual([
							check.id,
							name,
							factPermissions[name][0],
						]);
						expect(verdict.fix).toBe(`ask for ${factPermissions[name][0]}`);
					}
				}
			}
		}
	});

	test('is looked at by no check that does not say so', () => {
		for (const check of checks) {
			const looked = new Set([...check.needs, ...check.uses]);
			for (const name of factNames.filter(fact => !looked.has(fact))) {
				for (const one of cases.filter(({check: id}) => id === check.id)) {
					const facts = {...goodFacts, ...one.facts};
					expect([check.id, name, check.run({...facts, [name]: deniedFact(name)})]).toEqual([
						check.id,
						name,
						check.run(facts),
					]);
				}
			}
		}
	});

	test('leaves nothing that passes when everything is denied', () => {
		const facts = {...goodFacts, ...Object.fromEntries(factNames.map(name => [name, deniedFact(name)]))};
		expect(checks.flatMap(check => check.run(facts)).map(({status}) => status)).toEqual(
			checks.map(() => 'unknown'),
		);
	});
});

test('what was not read yet is unknown, and nobody is asked for a permission', () => {
	for (const verdict of checks.flatMap(check => check.run(pendingFacts(place)))) {
		expect(['unknown', 'not-applicable']).toContain(verdict.status);
		expect(verdict.missingPermission).toBeUndefined();
		expect(verdict.fix).toBe(verdict.status === 'unknown' ? 'wait for it' : '');
	}
});
