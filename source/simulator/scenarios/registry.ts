import {demo, demoAccount} from './demo.js';
import {empty} from './empty.js';
import {type Scenario} from './scenario.js';

/** Every scenario; one line each. */
export const scenarios: readonly Scenario[] = [demo, demoAccount, empty];

export function scenarioNamed(name: string): Scenario | undefined {
	return scenarios.find(scenario => scenario.name === name);
}
