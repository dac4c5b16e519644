export type AgentRelease = {
	readonly version: string;
	/** ISO date of the release. */
	readonly date: string;
	/** First 12 hexadecimal digits of the image digests: amd64, arm64. */
	readonly digests: readonly [amd64: string, arm64: string];
};

/**
 * Releases of the Fargate agent, newest first. New tasks always get the current one; there is no pin.
 * docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-release-history.html
 */
export const agentReleases: readonly [AgentRelease, ...AgentRelease[]] = [
	{version: '1.17.1', date: '2026-09-09', digests: ['27b27c489113', '195078e48505']},
	{version: '1.16.0', date: '2026-07-17', digests: ['711fa37e2cce', '6851e00893ee']},
	{version: '1.15.0', date: '2026-05-28', digests: ['66446df341be', 'b0def2aa8cab']},
	{version: '1.9.0', date: '2025-10-28', digests: ['fd9acaa2326f', '0b04f8c28956']},
	{version: '1.8.0', date: '2025-08-12', digests: ['4425417f39e3', 'aff069418fd6']},
	{version: '1.7.0', date: '2025-04-04', digests: ['bf9197abdf85', '56c8683c948b']},
	{version: '1.6.0', date: '2025-02-06', digests: ['c8dea71d372b', 'f4032a566b90']},
	{version: '1.5.0', date: '2024-11-14', digests: ['5e6fdc41f9eb', 'd56801ff6864']},
	{version: '1.4.1', date: '2024-10-24', digests: ['ef36a11151ec', 'a8844544a59d']},
	{version: '1.3.1', date: '2024-09-11', digests: ['a6e2307d796e', 'ad1b6539d806']},
	{version: '1.3.0', date: '2024-08-09', digests: ['f1ad3fb2dc55', 'ff81a755d466']},
	{version: '1.2.0', date: '2024-05-31', digests: ['1dbad20ac2dc', '91930f8446f5']},
	{version: '1.1.0', date: '2024-05-01', digests: ['83ce3cf2ef85', '0d4b61648d7b']},
	{version: '1.0.1', date: '2024-01-26', digests: ['9f8cd438fb66', '82c66bb615bd']},
	{version: '1.0.0', date: '2023-11-26', digests: ['359b8b014e50', 'b9438690fa8a']},
];

/** The newest release that this table knows; GuardDuty may have a newer one. */
export const latestAgentVersion: string = agentReleases[0].version;

const digestStart = /^sha256:([0-9a-f]{12})[0-9a-f]*$/;

/** Returns the agent's version for an image digest (`sha256:…`), or undefined when the table does not have it. */
export function versionOfDigest(digest: string): string | undefined {
	const start = digestStart.exec(digest)?.[1];
	return start === undefined
		? undefined
		: agentReleases.find(release => release.digests.includes(start))?.version;
}

/** True when a version is older than the newest release in the table. */
export function isBehindLatest(version: string): boolean {
	return compareVersions(version, latestAgentVersion) < 0;
}

/** Compares dotted versions by their numbers: below 0 when `left` is older. */
export function compareVersions(left: string, right: string): number {
	const lefts = left.split('.').map(Number);
	const rights = right.split('.').map(Number);
	for (let index = 0; index < Math.max(lefts.length, rights.length); index++) {
		const difference = (lefts[index] ?? 0) - (rights[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}
