import {isObject, type Json, type JsonObject} from '../../json.js';

/** Members of runtimeDetails that an attacker can't choose. */
const safe = /sha256$|uuid$/i;
/** Members anywhere else that somebody but AWS chooses: names, images, tags, addresses by name, texts made of them. */
const chosen = new Set([
	'description',
	'startedBy',
	'group',
	'value',
	'image',
	'imagePrefix',
	'mountPath',
	'domain',
	'domainWithSuffix',
	'userAgent',
	'cityName',
	'countryName',
	'asnOrg',
	'isp',
	'org',
	'filePath',
	'fileName',
	'threatName',
	'threatNames',
	'threatListName',
	'city',
	'country',
]);
/** Objects whose own `name`, `path` or `key` somebody but AWS chooses. */
const owners = new Set([
	'containers',
	'volumes',
	'volumeMounts',
	'hostPath',
	'process',
	'tags',
	'autonomousSystem',
	'threatNames',
]);

/**
 * The finding with another hostile text in every member that a workload or an attacker can choose.
 * docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html warns of such members.
 */
export function poisoned(json: JsonObject, next: () => string): JsonObject {
	return poisonObject(json, {next, owner: '', isRuntime: false});
}

type Place = {readonly next: () => string; readonly owner: string; readonly isRuntime: boolean};

function poisonObject(json: JsonObject, place: Place): JsonObject {
	return Object.fromEntries(
		Object.entries(json).map(([member, value]) => [
			member,
			value === undefined ? value : poison(member, value, place),
		]),
	);
}

function poison(member: string, value: Json, place: Place): Json {
	const isRuntime = place.isRuntime || member === 'runtimeDetails';
	if (Array.isArray(value)) {
		// The check narrows to any[].
		return (value as readonly Json[]).map(item => poison(member, item, place));
	}

	if (isObject(value)) {
		return member === 'additionalInfo'
			? value
			: poisonObject(value, {next: place.next, owner: member, isRuntime});
	}

	return typeof value === 'string' && isChosen(member, place) ? place.next() : value;
}

function isChosen(member: string, {owner, isRuntime}: Place): boolean {
	if (isRuntime) {
		return !safe.test(member);
	}

	// The titles of indicators are AWS's own; the finding's is made of what others chose.
	if (member === 'title') {
		return owner === '';
	}

	return chosen.has(member) || (owners.has(owner) && ['name', 'path', 'key'].includes(member));
}
