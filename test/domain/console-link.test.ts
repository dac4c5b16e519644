import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	clusterLink,
	consoleLink,
	serviceLink,
	taskDefinitionLink,
	taskLink,
} from '../../source/domain/console-link.js';
import {clusterArn, definitionArn, serviceArn, taskArn, taskId} from './build.js';

const base = 'https://eu-west-1.console.aws.amazon.com/ecs/v2';

describe('links to the AWS console', () => {
	test.each([
		[clusterArn, `${base}/clusters/shop/services?region=eu-west-1`],
		[serviceArn, `${base}/clusters/shop/services/api?region=eu-west-1`],
		[taskArn, `${base}/clusters/shop/tasks/${taskId}?region=eu-west-1`],
		[definitionArn, `${base}/task-definitions/api?region=eu-west-1`],
		[
			'arn:aws:ecs:eu-west-1:1:task/shop/772c4784-92ae-414e-8df2-03d3358e39fa',
			`${base}/clusters/shop/tasks/772c4784-92ae-414e-8df2-03d3358e39fa?region=eu-west-1`,
		],
		[
			'arn:aws-cn:ecs:cn-north-1:1:cluster/shop',
			'https://cn-north-1.console.amazonaws.cn/ecs/v2/clusters/shop/services?region=cn-north-1',
		],
		[
			'arn:aws-us-gov:ecs:us-gov-west-1:1:cluster/shop',
			'https://us-gov-west-1.console.amazonaws-us-gov.com/ecs/v2/clusters/shop/services?region=us-gov-west-1',
		],
		[
			`arn:aws:guardduty:eu-west-1:1:detector/${taskId}/finding/${taskId}`,
			`https://eu-west-1.console.aws.amazon.com/guardduty/home?region=eu-west-1#/findings?macros=current&fId=${taskId}`,
		],
		[
			`arn:aws-cn:guardduty:cn-north-1:1:detector/${taskId}/finding/${taskId}`,
			`https://cn-north-1.console.amazonaws.cn/guardduty/home?region=cn-north-1#/findings?macros=current&fId=${taskId}`,
		],
	])('%s', (arn, url) => {
		expect(consoleLink(arn)).toBe(url);
	});

	test.each([
		'',
		'shop',
		'arn:aws-iso:ecs:us-iso-east-1:1:cluster/shop',
		'arn:constructor:ecs:eu-west-1:1:cluster/shop',
		'arn:aws:ec2:eu-west-1:1:cluster/shop',
		'arn:aws:ecs:evil.example/#:1:cluster/shop',
		'arn:aws:ecs:eu-west-1:1:cluster/shop/extra',
		'arn:aws:ecs:eu-west-1:1:cluster/a b',
		'arn:aws:ecs:eu-west-1:1:cluster/a?x=y',
		'arn:aws:ecs:eu-west-1:1:service/api',
		'arn:aws:ecs:eu-west-1:1:service/shop/..',
		`arn:aws:ecs:eu-west-1:1:task/${taskId}`,
		'arn:aws:ecs:eu-west-1:1:task/shop/not-a-task',
		'arn:aws:ecs:eu-west-1:1:container-instance/shop/0123456789abcdef0123456789abcdef',
		`arn:aws:guardduty:eu-west-1:1:detector/${taskId}/finding/abcd1234`,
		`arn:aws:guardduty:eu-west-1:1:detector/x/finding/${taskId}`,
		`arn:aws:guardduty:eu-west-1:1:detector/${taskId}/finding/${taskId}&x=y`,
		`arn:aws:ecs:eu-west-1:1:detector/${taskId}/finding/${taskId}`,
		`arn:aws:guardduty:evil.example/#:1:detector/${taskId}/finding/${taskId}`,
	])('there is none for %j', arn => {
		expect(consoleLink(arn)).toBeUndefined();
	});

	test('each kind of link is for its own kind of ARN', () => {
		const arns = [clusterArn, serviceArn, taskArn, definitionArn];
		const links = [clusterLink, serviceLink, taskLink, taskDefinitionLink];
		expect(links.map(link => arns.map(arn => link(arn) !== undefined))).toEqual(
			links.map((_, row) => arns.map((__, column) => row === column)),
		);
	});

	test('a name that is not plain never gets into a URL', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary-ascii'}), fc.string({unit: 'binary-ascii'}), (name, region) => {
				const link = consoleLink(`arn:aws:ecs:${region}:1:service/shop/${name}`);
				return link === undefined || /^https:\/\/[a-z0-9.-]+\/[\w/-]+\?region=[a-z0-9-]+$/.test(link);
			}),
		);
	});
});
