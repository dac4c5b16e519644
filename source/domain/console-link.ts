import {type ArnParts, parseArn} from './arn.js';

// Forms seen in public code; AWS documents none as stable (domain.md §11).
const hosts: {readonly [partition: string]: string | undefined} = {
	aws: 'console.aws.amazon.com',
	'aws-cn': 'console.amazonaws.cn',
	'aws-us-gov': 'console.amazonaws-us-gov.com',
};

const plainRegion = /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/;

/** Returns the AWS console's page of a cluster, or undefined when a part of the ARN is not plain. */
export function clusterLink(arn: string): string | undefined {
	return link(arn, /^cluster\/([A-Za-z0-9_-]{1,255})$/, ([cluster]) => `clusters/${cluster}/services`);
}

/** Returns the console's page of a service; undefined also for the old ARN format, which has no cluster in it. */
export function serviceLink(arn: string): string | undefined {
	return link(
		arn,
		/^service\/([A-Za-z0-9_-]{1,255})\/([A-Za-z0-9_-]{1,255})$/,
		([cluster, service]) => `clusters/${cluster}/services/${service}`,
	);
}

/** Returns the console's page of a task; undefined also for the old ARN format, which has no cluster in it. */
export function taskLink(arn: string): string | undefined {
	return link(
		arn,
		// 32 hexadecimal digits, or a UUID.
		/^task\/([A-Za-z0-9_-]{1,255})\/([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
		([cluster, id]) => `clusters/${cluster}/tasks/${id}`,
	);
}

/** Returns the console's page of a task definition's family; the path of a revision is not confirmed. */
export function taskDefinitionLink(arn: string): string | undefined {
	return link(
		arn,
		/^task-definition\/([A-Za-z0-9_-]{1,255}):\d+$/,
		([family]) => `task-definitions/${family}`,
	);
}

/** Returns the console's page of a GuardDuty finding; undefined when an id is not of 32 hexadecimal digits. */
export function findingLink(arn: string): string | undefined {
	const parts = parseArn(arn);
	const host = parts && hostOf(parts, 'guardduty');
	const [, id] = /^detector\/[0-9a-f]{32}\/finding\/([0-9a-f]{32})$/.exec(parts?.resource ?? '') ?? [];
	return parts && host && id
		? `https://${host}/guardduty/home?region=${parts.region}#/findings?macros=current&fId=${id}`
		: undefined;
}

/** Returns the console's page of whatever the ARN names, or undefined when there is none. */
export function consoleLink(arn: string): string | undefined {
	return clusterLink(arn) ?? serviceLink(arn) ?? taskLink(arn) ?? taskDefinitionLink(arn) ?? findingLink(arn);
}

/** The shape lets only plain characters through, so that nothing needs escaping in the URL. */
function link(arn: string, shape: RegExp, path: (names: readonly string[]) => string): string | undefined {
	const parts = parseArn(arn);
	const base = parts && baseOf(parts);
	const match = shape.exec(parts?.resource ?? '');
	return parts && base && match ? `${base}/${path(match.slice(1))}?region=${parts.region}` : undefined;
}

function baseOf(parts: ArnParts): string | undefined {
	const host = hostOf(parts, 'ecs');
	return host === undefined ? undefined : `https://${host}/ecs/v2`;
}

/** Returns the console's host in the Region of an ARN of this service; undefined where none is known. */
export function hostOf({partition, service, region}: ArnParts, wanted: string): string | undefined {
	const host = Object.hasOwn(hosts, partition) ? hosts[partition] : undefined;
	return host !== undefined && service === wanted && plainRegion.test(region)
		? `${region}.${host}`
		: undefined;
}
