import {runtimeTypes} from '../../../domain/findings/types.js';

/** A choice of types for a drill; at most 50, which is what one CreateSampleFindings takes. */
export type SampleSet = {
	readonly value: string;
	readonly label: string;
	readonly hint: string;
	readonly types: readonly string[];
};

const chain = [
	'Execution:Runtime/NewBinaryExecuted',
	'PrivilegeEscalation:Runtime/DockerSocketAccessed',
	'Execution:Runtime/ReverseShell',
	'Impact:Runtime/CryptoMinerExecuted',
];

/** What a drill can be made of. Types: docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html */
export const sampleSets: readonly SampleSet[] = [
	{
		value: 'reverse-shell',
		label: 'one reverse shell',
		hint: 'Execution:Runtime/ReverseShell, high',
		types: ['Execution:Runtime/ReverseShell'],
	},
	{
		value: 'chain',
		label: 'four findings of an attack',
		hint: 'a new binary, the Docker socket, a reverse shell, a miner',
		types: chain,
	},
	{
		value: 'sequence',
		label: 'an attack sequence',
		hint: 'AttackSequence:ECS/CompromisedCluster, critical',
		types: ['AttackSequence:ECS/CompromisedCluster'],
	},
	{
		value: 'runtime',
		label: `all ${runtimeTypes.length} types of Runtime Monitoring`,
		hint: 'many findings at once',
		types: runtimeTypes.map(({type}) => type),
	},
];
