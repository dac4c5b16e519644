import {type Finding, type FindingAction, type LineageProcess} from './finding.js';

/** Returns the value of a member of the runtime context, by AWS's name: `scriptPath`, `targetProcess.name`. */
export function contextValue({context}: Pick<Finding, 'context'>, name: string): string | undefined {
	return context.find(member => member.name === name)?.value;
}

const unnamed = 'a process';

/** Returns the process by its path, and by its name where that says more: `/tmp/x (nginx)`; `a process` for none. */
export function processWords(process: LineageProcess | undefined): string {
	const {name, path} = process ?? {};
	if (path === undefined || path === '') {
		return name ?? unnamed;
	}

	return name === undefined || path.endsWith(`/${name}`) ? path : `${path} (${name})`;
}

/** Returns who did it, with its parent where the finding has one; the access key for what was done with keys. */
export function processOf({process, accessKey, isSequence, malware}: Finding): string {
	if (process === undefined) {
		if (isSequence) {
			return 'Somebody';
		}

		return accessKey?.userName ?? accessKey?.principalId ?? (malware === undefined ? 'A process' : 'A scan');
	}

	const parent = process.lineage.find(({uuid}) => uuid === process.parentUuid) ?? process.lineage[0];
	const by = parent?.name ?? parent?.path;
	const who = processWords(process);
	return `${who === unnamed ? 'A process' : who}${by === undefined ? '' : `, started by ${by},`}`;
}

/** Returns where it happened: ` (container web, service api, cluster shop, instance i-1)`; '' when nothing is told. */
export function placeOf(finding: Finding): string {
	const {containerName, container, serviceName, taskId, clusterName, instanceId} = finding;
	const places = [
		['container', containerName ?? container?.id],
		['service', serviceName],
		['task', serviceName === undefined ? taskId : undefined],
		['cluster', clusterName],
		['instance', instanceId],
	].flatMap(([kind, name]) => (name === undefined ? [] : [`${kind} ${name}`]));
	return places.length === 0 ? '' : ` (${places.join(', ')})`;
}

/** Returns the other end of a connection, `203.0.113.7:4444`, `[2001:db8::1]:443`; undefined when it is not told. */
export function remoteOf({
	remoteIp,
	remotePort,
}: Extract<FindingAction, {kind: 'network'}>): string | undefined {
	if (remoteIp === undefined || remotePort === undefined) {
		return remoteIp;
	}

	return remoteIp.includes(':') ? `[${remoteIp}]:${remotePort}` : `${remoteIp}:${remotePort}`;
}
