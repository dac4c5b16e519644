import {createRandom} from '../random.js';

export type AgentRelease = {readonly version: string; readonly x86: string; readonly arm: string};

// docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-release-history.html, newest first.
// The page's digests are known here by their first 12 digits, two of them whole from real answers.
const releases: readonly AgentRelease[] = [
	{version: '1.17.1', x86: '27b27c489113', arm: '195078e48505'},
	{version: '1.16.0', x86: '711fa37e2cce', arm: '6851e00893ee'},
	{version: '1.15.0', x86: '66446df341be', arm: 'b0def2aa8cab'},
	{version: '1.9.0', x86: 'fd9acaa2326f', arm: '0b04f8c28956'},
	{version: '1.8.0', x86: '4425417f39e3', arm: 'aff069418fd6'},
	{
		version: '1.7.0',
		x86: 'bf9197abdf853607e5fa392b4f97ccdd6ca56dd179be3ce8849e552d96582ac8',
		arm: '56c8683c948b',
	},
	{version: '1.6.0', x86: 'c8dea71d372b', arm: 'f4032a566b90'},
	{version: '1.5.0', x86: '5e6fdc41f9eb', arm: 'd56801ff6864'},
	{
		version: '1.0.0',
		x86: '359b8b014e5076c625daa1056090e522631587a7afa3b2e055edda6bd1141017',
		arm: 'b9438690fa8a',
	},
];

/** The one that every new Fargate task gets; there is no pin. */
export const latestAgentVersion = '1.17.1';

/** `sha256:` and 64 hex digits; digits that the release table doesn't give are made up, always alike. */
export function agentDigest(version: string, architecture: 'X86_64' | 'ARM64'): string {
	const release = releases.find(candidate => candidate.version === version);
	const known = (architecture === 'ARM64' ? release?.arm : release?.x86) ?? '';
	return `sha256:${known}${createRandom(`agent ${version} ${architecture}`).hex(64 - known.length)}`;
}

// Agent memory ceiling by task size, docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html
/** MiB, of a task with these CPU units and MiB. */
export function agentMemoryMiB(task: {readonly cpu: number; readonly memory: number}): number {
	if (task.cpu >= 16_384) {
		return 1024;
	}

	if (task.cpu < 8192) {
		return 128;
	}

	return task.memory >= 32 * 1024 ? 512 : 256;
}
