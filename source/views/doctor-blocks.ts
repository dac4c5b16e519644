import {type CheckStage} from '../domain/checks/check.js';
import {checks} from '../domain/checks/registry.js';
import {type DoctorReport, type ReportVerdict} from '../domain/doctor.js';
import {type VerdictStatus} from '../domain/verdict.js';
import {aboutText, keyText, stages, statusLooks} from './doctor-words.js';
import {counted} from './plural.js';
import {type Block, type Cell, type CopiedText} from './view.js';

type Line = {readonly label: string; readonly value: Cell};

/** Returns a report as text: the outcome and the likeliest cause first, then what is wrong by stage, then what is well. */
export function doctorBlocks(report: DoctorReport): readonly Block[] {
	const open = report.verdicts.filter(({status}) => isOpen(status));
	return [
		summaryBlock(report),
		...stages.flatMap(({stage, heading}): readonly Block[] => {
			const here = open.filter(verdict => stageOf(verdict) === stage);
			return here.length === 0
				? []
				: [{kind: 'facts', heading, facts: here.flatMap(verdict => verdictLines(verdict, report))}];
		}),
		...foldedBlock(report, 'pass', 'Passed'),
		...foldedBlock(report, 'not-applicable', 'Not asked here'),
	];
}

/** Returns the remedies of a report to copy, those of failed checks first; each text once. */
export function remediesOf({verdicts}: DoctorReport): readonly CopiedText[] {
	const remedies = verdicts.flatMap(({remedy, status}) => (remedy && isOpen(status) ? [remedy] : []));
	return [...new Map(remedies.map(remedy => [remedy.text, remedy])).values()];
}

function isOpen(status: VerdictStatus): boolean {
	return status === 'fail' || status === 'warn' || status === 'unknown';
}

function summaryBlock(report: DoctorReport): Block {
	const {overall, counts, cause, missingPermissions, subject} = report;
	const {symbol, tone} = statusLooks[overall];
	const lines: Line[] = [{label: 'outcome', value: {text: `${symbol} ${outcomeText(report)}`, tone}}];
	if (cause) {
		lines.push({
			label: 'cause',
			value: {text: `${cause.title}: ${cause.seen}`, tone: statusLooks[cause.status].tone},
		});
		const about = aboutText(cause, subject);
		lines.push(...factLine('about', about));
		lines.push(...factLine('fix', cause.fix, 'accent'));
		lines.push(...factLine('key', keyText(cause, subject), 'accent'));
	}

	if (missingPermissions.length > 0) {
		lines.push({label: 'missing', value: {text: missingPermissions.join(', '), tone: 'warning'}});
	}

	const what = `${counts.pass} passed, ${counts['not-applicable']} not asked`;
	lines.push({label: 'besides', value: {text: what, tone: 'dim'}});
	return {kind: 'facts', heading: `Doctor: ${subject.kind} ${subject.name}`, facts: lines};
}

/** Returns the outcome in words: `2 checks fail, 1 warns, 3 can not be told`. */
export function outcomeText({overall, counts}: DoctorReport): string {
	const parts = [
		counts.fail > 0 ? `${counted(counts.fail, 'check')} failed` : '',
		counts.warn > 0 ? counted(counts.warn, 'warning') : '',
		counts.unknown > 0 ? `${counts.unknown} unknown` : '',
	].filter(part => part !== '');
	if (parts.length > 0) {
		return parts.join(', ');
	}

	return overall === 'pass' ? 'nothing is wrong' : 'no check applies here';
}

function verdictLines(verdict: ReportVerdict, {subject}: DoctorReport): readonly Line[] {
	const {status, title, seen, why, fix, missingPermission} = verdict;
	const {symbol, word, tone} = statusLooks[status];
	return [
		{label: `${symbol} ${word}`, value: {text: title, tone}},
		...factLine('  about', aboutText(verdict, subject)),
		...factLine('  seen', seen),
		...factLine('  why', why, 'dim'),
		...factLine('  fix', fix),
		...factLine('  key', keyText(verdict, subject), 'accent'),
		...factLine('  missing', missingPermission ?? '', 'warning'),
	];
}

function factLine(label: string, text: string, tone: Cell['tone'] = 'plain'): readonly Line[] {
	return text === '' ? [] : [{label, value: {text, tone}}];
}

function foldedBlock(report: DoctorReport, status: VerdictStatus, heading: string): readonly Block[] {
	const {symbol, tone} = statusLooks[status];
	const lines = report.verdicts
		.filter(verdict => verdict.status === status)
		.map(({title, seen}): Cell => ({text: `${symbol} ${title}: ${seen}`, tone}));
	return lines.length === 0 ? [] : [{kind: 'lines', heading, lines}];
}

/** Returns the stage of a verdict's check. */
export function stageOf({checkId}: ReportVerdict): CheckStage {
	return checks.find(({id}) => id === checkId)?.stage ?? 'guardduty';
}
