import {type Finding} from '@aws-sdk/client-guardduty';
import {describe, expect, test} from 'vitest';
import {detectorOf, findingsOf, where} from './findings.js';
import {createRig} from './rig.js';

const start = createRig();

const attacks: readonly (readonly [what: string, attack: string])[] = [
	['CSI', '\u001b[2J'],
	['OSC 8', '\u001b]8;;https://evil.example/'],
	['OSC 52', '\u001b]52;c;'],
	['C1', '\u009b31m'],
	['DEL', '\u007f'],
	['bidi', '\u202e'],
	['zero width', '\u200b'],
	['line separators', '\u2028'],
	['newlines', '\r\n'],
	['shell', '$(touch'],
	['a path out', '../../../../etc'],
];

/** Every string with its path, places in lists left out. */
function strings(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
	if (typeof value === 'string') {
		return [[path, value]];
	}

	if (typeof value !== 'object' || value === null) {
		return [];
	}

	return Object.entries(value).flatMap(([member, inner]) =>
		strings(inner, Array.isArray(value) ? path : `${path}.${member}`),
	);
}

async function byPath(findings: readonly Finding[]) {
	const all = new Map<string, Set<string>>();
	for (const [path, text] of findings.flatMap(finding => strings(finding))) {
		all.set(path, (all.get(path) ?? new Set()).add(text));
	}

	return all;
}

const runtime = '.Service.RuntimeDetails';
const task = '.Resource.EcsClusterDetails.TaskDetails';

describe('in findings-hostile', () => {
	test('every field that somebody can choose carries every attack', async () => {
		const {guardduty} = await start({scenario: 'findings-hostile'});
		const type = 'Execution:Runtime/SuspiciousTool';
		const found = await findingsOf(guardduty, where('type', {Equals: [type]}));
		const texts = await byPath(found);
		const context = [...texts.keys()].filter(path => path.startsWith(`${runtime}.Context.`));
		const chosen = [
			'.Title',
			'.Description',
			...['Name', 'ExecutablePath', 'Pwd', 'User'].map(member => `${runtime}.Process.${member}`),
			...['Name', 'ExecutablePath'].map(member => `${runtime}.Process.Lineage.${member}`),
			...context.filter(path => !/(?:Sha256|Uuid)$/.test(path)),
			'.Resource.EcsClusterDetails.Tags.Value',
			...['StartedBy', 'Group', 'Tags.Value', 'Containers.Name', 'Containers.Image'].map(
				member => `${task}.${member}`,
			),
		];
		// All that a runtime context can have, but for numbers, times and hashes.
		expect(context.length).toBeGreaterThan(35);
		const missing = chosen.flatMap(path =>
			attacks.flatMap(([what, attack]) =>
				[...(texts.get(path) ?? [])].some(text => text.includes(attack)) ? [] : [`${path}: ${what}`],
			),
		);
		expect(missing).toEqual([]);
		const longest = [...(texts.get(`${runtime}.Process.ExecutablePath`) ?? [])].map(({length}) => length);
		expect(Math.max(...longest)).toBe(4096);
	});

	test('actions, sequences and scans carry attacks too; ids, ARNs, times and hashes don’t', async () => {
		const {guardduty} = await start({scenario: 'findings-hostile'});
		const texts = await byPath(await findingsOf(guardduty));
		const isHostile = (path: string): boolean =>
			[...(texts.get(path) ?? [])].some(text => attacks.some(([, attack]) => text.includes(attack)));
		const sequence = '.Service.Detection.Sequence';
		const hostile = [
			'.Service.Action.DnsRequestAction.Domain',
			'.Service.Action.NetworkConnectionAction.RemoteIpDetails.Organization.Org',
			'.Service.Action.AwsApiCallAction.UserAgent',
			`${sequence}.Actors.Process.Path`,
			`${sequence}.Endpoints.Domain`,
			`${sequence}.Signals.Description`,
			'.Service.EbsVolumeScanDetails.ScanDetections.ThreatDetectedByName.ThreatNames.FilePaths.FilePath',
		];
		expect(hostile.filter(path => !isHostile(path))).toEqual([]);
		const safe = [
			...['.Id', '.Arn', '.Type', '.CreatedAt', '.Service.DetectorId', `${task}.Arn`],
			...[`${runtime}.Process.Uuid`, `${runtime}.Process.ExecutableSha256`],
		];
		expect(safe.filter(isHostile)).toEqual([]);
	});
});

test('findings-odd has what no model knows, what is missing, and what can’t be', async () => {
	const {guardduty, simulator} = await start({scenario: 'findings-odd'});
	const found = await findingsOf(guardduty);
	expect(found).toHaveLength(33);
	expect(new Set(found.map(({Severity}) => Severity))).toEqual(new Set([undefined, 0, 2, 6.95, 10]));
	expect(found.map(({Type}) => Type)).toContain('Execution:Runtime/QuantumShell');
	for (const member of ['Title', 'Resource', 'Service', 'CreatedAt'] as const) {
		expect(found.some(finding => finding[member] === undefined)).toBe(true);
	}

	// The client drops members that it doesn't know, so they are looked for on the wire.
	const answer = await fetch(`${simulator.url}/detector/${await detectorOf(guardduty)}/findings/get`, {
		method: 'POST',
		headers: {
			authorization: 'AWS4-HMAC-SHA256 Credential=dummy/20261123/eu-west-1/guardduty/aws4_request',
		},
		body: JSON.stringify({findingIds: found.map(({Id}) => Id)}),
	});
	const body = await answer.text();
	for (const odd of ['fluxCapacitor', '"newMember":{"a":[1,{"b":null}]}', '"title":null', 'ancestorPid']) {
		expect(body).toContain(odd);
	}
});
