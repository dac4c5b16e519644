import {describe, expect, test} from 'vitest';
import {type Service} from '../../../source/domain/resources.js';
import {isFargate, launchText, usesSpot} from '../../../source/domain/task/launch.js';
import {aDeployment, aService} from '../build.js';

const nothing = {launchType: undefined as never, platformVersion: undefined as never};

describe('how a service is launched', () => {
	test.each<[Partial<Service>, string, boolean | 'unknown']>([
		[{launchType: 'FARGATE'}, 'Fargate', true],
		[{launchType: 'EC2'}, 'EC2', false],
		[{launchType: 'EXTERNAL'}, 'External', false],
		[{launchType: 'MANAGED_INSTANCES'}, 'Managed Instances', false],
		[
			{...nothing, capacityProviders: [{name: 'FARGATE'}, {name: 'FARGATE_SPOT'}]},
			'Fargate + Fargate Spot',
			true,
		],
		[{...nothing, capacityProviders: [{name: 'gpu-asg'}]}, 'gpu-asg', false],
		[{...nothing, capacityProviders: [{name: 'constructor'}]}, 'constructor', false],
		[{...nothing, deployments: [aDeployment({launchType: 'FARGATE'})]}, 'Fargate', true],
		[{...nothing, deployments: [aDeployment({status: 'ACTIVE', launchType: 'EC2'})]}, 'unknown', 'unknown'],
		[{...nothing, platformVersion: 'LATEST'}, 'unknown', true],
		[nothing, 'unknown', 'unknown'],
	])('%j is %s', (service, text, expected) => {
		expect(launchText(aService(service))).toBe(text);
		expect(isFargate(aService(service))).toBe(expected);
	});

	test.each([
		[[{name: 'FARGATE_SPOT'}], true],
		[[{name: 'FARGATE_SPOT', weight: 0}], false],
		[[{name: 'FARGATE_SPOT', weight: 0, base: 1}], true],
		[[{name: 'FARGATE', weight: 1}], false],
	])('%j uses Spot: %s', (capacityProviders, expected) => {
		expect(usesSpot({capacityProviders})).toBe(expected);
	});
});
