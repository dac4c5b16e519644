import {commandTypes} from './commands.js';
import {connectionTypes} from './connections.js';
import {dnsTypes} from './dns.js';
import {escapeTypes} from './escape.js';
import {fileTypes} from './files.js';
import {injectionTypes} from './injection.js';
import {type RuntimeType} from './runtime-type.js';

/** All types of Runtime Monitoring. docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html */
export const runtimeTypes: readonly RuntimeType[] = [
	...dnsTypes,
	...connectionTypes,
	...commandTypes,
	...injectionTypes,
	...fileTypes,
	...escapeTypes,
].sort((one, other) => (one.type < other.type ? -1 : 1));

/** Throws for a name that is none: scenarios are code. */
export function runtimeType(name: string): RuntimeType {
	const found = runtimeTypes.find(({type}) => type === name);
	if (!found) {
		throw new Error(`no finding type "${name}"`);
	}

	return found;
}
