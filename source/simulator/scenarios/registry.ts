import {demo, demoAccount} from './demo.js';
import {deniedGuardDuty, tagLocked} from './denied.js';
import {empty} from './empty.js';
import {hostile} from './hostile.js';
import {member} from './member.js';
import {noDetector} from './no-detector.js';
import {scale} from './scale.js';
import {type Scenario} from './scenario.js';
import {truthTable} from './truth-table.js';

/** Every scenario; one line each. */
export const scenarios: readonly Scenario[] = [
	demo,
	demoAccount,
	...truthTable,
	member,
	noDetector,
	deniedGuardDuty,
	tagLocked,
	hostile,
	empty,
	scale,
];

export function scenarioNamed(name: string): Scenario | undefined {
	return scenarios.find(scenario => scenario.name === name);
}
