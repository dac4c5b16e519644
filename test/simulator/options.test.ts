import {expect, test} from 'vitest';
import {defaultScale, noFaults, parseFaults, parseScale} from '../../source/simulator/options.js';

test.each([
	['clusters=200,services=50,tasks=10', {clusters: 200, services: 50, tasks: 10}],
	['tasks=0', {...defaultScale, tasks: 0}],
])('the scale %s is read', (text, scale) => {
	expect(parseScale(text)).toEqual(scale);
});

test.each([
	['', /unknown part ""/],
	['pods=3', /unknown part "pods=3"/],
	['clusters=', /"clusters=" needs a whole number/],
	['clusters=-1', /"clusters=-1" needs a whole number/],
	['tasks=1.5', /"tasks=1.5" needs a whole number/],
	['tasks=1e9', /needs a whole number/],
])('the scale "%s" is refused in one line', (text, error) => {
	expect(parseScale(text)).toEqual({error: expect.stringMatching(error)});
	expect(parseScale(text)).toEqual({error: expect.not.stringContaining('\n')});
});

test.each([
	[
		'throttle=0.2,error=0.1,drop=0.05,deny=ecs:TagResource',
		{throttle: 0.2, error: 0.1, drop: 0.05, deny: ['ecs:TagResource'], expired: false},
	],
	['deny=ecs:TagResource,deny=guardduty:*', {...noFaults, deny: ['ecs:TagResource', 'guardduty:*']}],
	['expired', {...noFaults, expired: true}],
	['throttle=1', {...noFaults, throttle: 1}],
	['query=hang', {...noFaults, query: 'hang'}],
])('the faults %s are read', (text, faults) => {
	expect(parseFaults(text)).toEqual(faults);
});

test.each([
	['throttle', /"throttle" needs a probability/],
	['throttle=1.1', /needs a probability/],
	['error=-0.1', /needs a probability/],
	['drop=x', /needs a probability/],
	['deny=TagResource', /needs an IAM action/],
	['query=slow', /"query=slow" needs fail, timeout or hang/],
	['slow=3', /unknown part "slow=3"/],
])('the faults "%s" are refused in one line', (text, error) => {
	expect(parseFaults(text)).toEqual({error: expect.stringMatching(error)});
});
