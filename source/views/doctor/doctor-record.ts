import {type DoctorReport, type ReportVerdict} from '../../domain/doctor/doctor.js';
import {stageOf} from '../../domain/doctor/doctor-cause.js';
import {type Subject} from '../../domain/doctor/verdict.js';
import {type Json} from '../../domain/resources.js';

type JsonObject = {readonly [member: string]: Json};

/** Returns a report for scripts; the verdicts in the order of the pane. */
export function reportRecord(report: DoctorReport): JsonObject {
	const {subject, overall, cause, causes, counts, missingPermissions, verdicts} = report;
	return {
		subject: subjectRecord(subject),
		overall,
		cause: cause ? verdictRecord(cause) : null,
		causes: causes.map(({checkId, tasks}) => ({check: checkId, tasks})),
		counts,
		missingPermissions,
		verdicts: verdicts.map(verdictRecord),
	};
}

function verdictRecord(verdict: ReportVerdict): JsonObject {
	const {checkId, status, title, seen, why, fix, missingPermission, action, remedy, subjects} = verdict;
	return {
		check: checkId,
		stage: stageOf(verdict),
		status,
		title,
		seen,
		why,
		fix,
		missingPermission: missingPermission ?? null,
		action: action ? {id: action.id, target: subjectRecord(action.target)} : null,
		remedy: remedy ? {label: remedy.label, text: remedy.text} : null,
		subjects: subjects.map(subjectRecord),
		tasksWithoutAgent: verdict.tasksWithoutAgent,
	};
}

function subjectRecord({kind, name, arn, clusterArn}: Subject): JsonObject {
	return {kind, name, arn, clusterArn};
}

/** The heading of a report as CSV: one line for each verdict. */
export const verdictMembers = [
	'status',
	'subjectKind',
	'subject',
	'subjectArn',
	'check',
	'stage',
	'title',
	'seen',
	'why',
	'fix',
	'missingPermission',
	'action',
	'actionTarget',
	'remedyLabel',
	'remedy',
	'subjects',
	'tasksWithoutAgent',
] as const;

/** Returns the verdicts of a report, flat. */
export function verdictLines(report: DoctorReport): readonly JsonObject[] {
	const {kind, name, arn} = report.subject;
	return report.verdicts.map(verdict => ({
		status: verdict.status,
		subjectKind: kind,
		subject: name,
		subjectArn: arn,
		check: verdict.checkId,
		stage: stageOf(verdict),
		title: verdict.title,
		seen: verdict.seen,
		why: verdict.why,
		fix: verdict.fix,
		missingPermission: verdict.missingPermission ?? null,
		action: verdict.action?.id ?? null,
		actionTarget: verdict.action?.target.arn ?? null,
		remedyLabel: verdict.remedy?.label ?? null,
		remedy: verdict.remedy?.text ?? null,
		subjects: verdict.subjects.map(subject => subject.arn),
		tasksWithoutAgent: verdict.tasksWithoutAgent,
	}));
}
