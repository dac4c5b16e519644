/** A token bucket: how many at once, how many per second. */
type BucketSize = {readonly burst: number; readonly perSecond: number};

// Per account and Region: docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
// and, for EC2, docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html (non-mutating calls without filter).
// CloudTrail: docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html, two a second.
// Security Hub: docs.aws.amazon.com/securityhub/latest/userguide/securityhub_limits.html, 10 a second, bursts of 30.
// CloudWatch Logs: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html; StopQuery and
// DescribeQueries have no number there.
// GuardDuty, STS, IAM, EventBridge and Detective publish no numbers for these calls; theirs are set where a polite
// client never meets them.
const sizes = {
	'cluster read': {burst: 50, perSecond: 20},
	'cluster modify': {burst: 20, perSecond: 1},
	'cluster resource read': {burst: 100, perSecond: 20},
	'cluster resource modify': {burst: 100, perSecond: 40},
	'service read': {burst: 100, perSecond: 20},
	'service modify': {burst: 50, perSecond: 5},
	'service deployment': {burst: 50, perSecond: 20},
	'task definition read': {burst: 50, perSecond: 20},
	'tag modify': {burst: 20, perSecond: 10},
	'tag read': {burst: 50, perSecond: 20},
	'setting read': {burst: 50, perSecond: 20},
	guardduty: {burst: 50, perSecond: 20},
	sts: {burst: 100, perSecond: 50},
	ec2: {burst: 50, perSecond: 10},
	'ec2 filtered': {burst: 100, perSecond: 20},
	iam: {burst: 60, perSecond: 20},
	cloudtrail: {burst: 2, perSecond: 2},
	'ec2 change': {burst: 50, perSecond: 5},
	events: {burst: 50, perSecond: 50},
	securityhub: {burst: 30, perSecond: 10},
	detective: {burst: 20, perSecond: 10},
	'logs groups': {burst: 10, perSecond: 10},
	'logs streams': {burst: 25, perSecond: 25},
	'logs events': {burst: 25, perSecond: 25},
	'logs filter': {burst: 10, perSecond: 10},
	'logs query': {burst: 10, perSecond: 10},
	'logs results': {burst: 10, perSecond: 10},
	logs: {burst: 10, perSecond: 10},
} as const satisfies Record<string, BucketSize>;

/** FilterLogEvents a second, where that differs from 10; same page. */
const filterRates: Readonly<Record<string, number>> = {
	'us-east-1': 25,
	'ap-northeast-3': 5,
	'ap-southeast-3': 5,
	'ca-west-1': 5,
	'eu-central-1': 5,
	'il-central-1': 5,
};

export type BucketName = keyof typeof sizes;

export type Buckets = {
	/** Takes a token; false when the bucket is empty, which is a throttle. */
	take(name: BucketName): boolean;
};

/** Full buckets that refill by the given clock (milliseconds), not by simulated time. */
export function createBuckets(now: () => number, region: string): Buckets {
	const levels = new Map<BucketName, {tokens: number; at: number}>();
	return {
		take(name) {
			const {burst, perSecond} = sizeOf(name, region);
			const at = now();
			const level = levels.get(name) ?? {tokens: burst, at};
			const tokens = Math.min(burst, level.tokens + ((at - level.at) / 1000) * perSecond);
			const isFree = tokens >= 1;
			levels.set(name, {tokens: isFree ? tokens - 1 : tokens, at});
			return isFree;
		},
	};
}

function sizeOf(name: BucketName, region: string): BucketSize {
	const rate = name === 'logs filter' ? filterRates[region] : undefined;
	return rate === undefined ? sizes[name] : {burst: rate, perSecond: rate};
}
