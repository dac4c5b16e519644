import {type Failure} from '../../domain/failure.js';
import {failureWord} from '../../domain/failure-text.js';
import {noneCell, waitingCell} from '../columns.js';
import {symbols} from '../symbols.js';
import {type Cell} from '../view.js';
import {type CoverageRow, comparisonOf, judgementOf} from './coverage-row.js';

/** Returns GuardDuty's judgement as symbol and word; `– unreported` where it lists nothing. */
export function judgementCell(row: CoverageRow): Cell {
	const {coverage} = row;
	switch (judgementOf(row)) {
		case 'unread':
			return coverage.status === 'unknown' && coverage.failure ? failedCell(coverage.failure) : waitingCell;
		case 'unlisted':
			return {text: `${symbols.none} unreported`, tone: 'dim'};
		case 'healthy':
			return {text: `${symbols.good} healthy`, tone: 'good'};
		case 'unhealthy':
			return {text: `${symbols.fault} unhealthy`, tone: 'fault'};
		case 'other': {
			const status = coverage.status === 'known' ? coverage.value?.status : '';
			return {text: `${symbols.unknown} ${status?.toLowerCase() || 'no status'}`, tone: 'warning'};
		}
	}
}

function failedCell(failure: Failure): Cell {
	return {text: `${symbols.unknown} ${failureWord(failure)}`, tone: 'warning'};
}

/** Returns the first cause that GuardDuty names, with the number of others. */
export function causeCell(row: CoverageRow): Cell {
	const {issues} = row;
	const [first] = issues;
	if (first) {
		const more = issues.length > 1 ? `+${issues.length - 1} ` : '';
		return {text: `${more}${first.cause}`, tone: 'fault'};
	}

	return judgementOf(row) === 'unhealthy'
		? {text: `${symbols.unknown} no reason given`, tone: 'warning'}
		: noneCell;
}

/** Returns whether GuardDuty and the tasks say the same; that they don't is no fault by itself. */
export function agreeCell(row: CoverageRow): Cell {
	switch (outcomeOf(row)) {
		case 'agree':
			return {text: 'yes', tone: 'dim'};
		case 'disagree':
			return {text: `${symbols.warning} no`, tone: 'warning'};
		case 'unknown':
			return isWaiting(row) ? waitingCell : {text: symbols.unknown, tone: 'warning'};
	}
}

/** Returns how the comparison ends, which does not hang on the time. */
export function outcomeOf(row: CoverageRow): 'agree' | 'disagree' | 'unknown' {
	return comparisonOf(row, 0).outcome;
}

function isWaiting({coverage, cluster}: CoverageRow): boolean {
	return (
		(coverage.status === 'unknown' && coverage.failure === undefined) || cluster?.census.status === 'waiting'
	);
}

/** Returns container instances covered of those that could be: `2/3`. */
export function instancesCell({coverage}: CoverageRow): Cell {
	const details = coverage.status === 'known' ? coverage.value?.details : undefined;
	const instances = details?.type === 'ECS' ? details.instances : undefined;
	if (!instances || instances.compatible === 0) {
		return noneCell;
	}

	const {covered, compatible} = instances;
	return {text: `${covered}/${compatible}`, tone: covered < compatible ? 'fault' : 'plain'};
}

/** Returns who manages the agent on Fargate: `auto`, `manual`, `off`. */
export function managementText({coverage}: CoverageRow): string | undefined {
	const details = coverage.status === 'known' ? coverage.value?.details : undefined;
	const management = details?.type === 'ECS' ? details.fargate?.management : undefined;
	return managementWord(management);
}

/** Returns GuardDuty's word for who manages an agent, in short. */
export function managementWord(management: string | undefined): string | undefined {
	return management === undefined ? undefined : (managementWords.get(management) ?? management.toLowerCase());
}

const managementWords: ReadonlyMap<string, string> = new Map([
	['AUTO_MANAGED', 'auto'],
	['MANUAL', 'manual'],
	['DISABLED', 'off'],
]);
