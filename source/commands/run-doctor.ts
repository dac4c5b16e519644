import {isoTime} from '../domain/age.js';
import {parseArn} from '../domain/arn.js';
import {type DoctorReport} from '../domain/doctor/doctor.js';
import {heldValue} from '../domain/fetched.js';
import {type DoctorSubject} from '../store/doctor/subject.js';
import {doctorWants} from '../store/doctor/wants.js';
import {identityRead} from '../store/reads/identity.js';
import {csvText} from '../views/csv.js';
import {doctorBlocks} from '../views/doctor/doctor-blocks.js';
import {reportRecord, verdictLines, verdictMembers} from '../views/doctor/doctor-record.js';
import {doctorStatus, reportIn} from '../views/doctor/doctor-report.js';
import {headerWants} from '../views/header.js';
import {schemaVersion} from '../views/report.js';
import {toAscii} from '../views/symbols.js';
import {blockText} from './block-text.js';
import {doctorSubjects, type Named} from './doctor-subjects.js';
import {type ExitCode, type Printed} from './printed.js';
import {type Reading} from './read-list.js';

export type DoctorCommand = Reading &
	Named & {
		readonly output: 'table' | 'json' | 'csv';
		readonly isAscii: boolean;
	};

/** Reads once what the doctor asks for and returns the reports printed, with the exit code that they mean. */
export async function runDoctor(command: DoctorCommand): Promise<Printed> {
	const {store, deadlineMs, now, output, isAscii} = command;
	const startedAt = now();
	const subjects = await doctorSubjects(command);
	if ('problem' in subjects) {
		return {text: '', errorText: `onduty: ${subjects.problem}\n`, exitCode: 2};
	}

	const wants = () => {
		const snapshot = store.snapshot();
		// The subjects' ARNs name the account; without any it has to be asked for.
		return subjects.length === 0
			? headerWants()
			: subjects.flatMap(subject => doctorWants(snapshot, subject));
	};
	await store.settle(wants, Math.max(1, deadlineMs - (now() - startedAt)));
	const snapshot = store.snapshot();
	const reports = subjects.map(subject => reportIn(snapshot, subject));
	const unread = subjects.filter(subject => doctorStatus(snapshot, subject).isPartial);
	const exitCode = doctorExitCode(reports, unread.length > 0);
	const errorText = unreadText(unread, deadlineMs);
	switch (output) {
		case 'json': {
			const document = {
				schemaVersion,
				view: 'doctor',
				generatedAt: isoTime(now()),
				account: accountOf(subjects) ?? heldValue(snapshot.get(identityRead, undefined))?.account ?? null,
				region: snapshot.scope.region,
				partial: unread.length > 0,
				reports: reports.map(reportRecord),
			};
			return {text: `${JSON.stringify(document, null, 2)}\n`, errorText: '', exitCode};
		}

		case 'csv':
			return {text: csvText(verdictMembers, reports.flatMap(verdictLines)), errorText, exitCode};
		case 'table': {
			const text = reports.map(report => blockText(doctorBlocks(report))).join('\n');
			const none = reports.length === 0 ? `onduty: no clusters in ${snapshot.scope.region}\n` : '';
			return {text: isAscii ? toAscii(text) : text, errorText: none + errorText, exitCode};
		}
	}
}

function accountOf([first]: readonly DoctorSubject[]): string | undefined {
	return first && parseArn(first.cluster)?.account;
}

/** 1 as soon as one check failed; else 2 when one could not tell or not all was read; a warning alone is 0. */
export function doctorExitCode(reports: readonly DoctorReport[], isPartial: boolean): ExitCode {
	if (reports.some(({counts}) => counts.fail > 0)) {
		return 1;
	}

	return isPartial || reports.some(({counts}) => counts.unknown > 0) ? 2 : 0;
}

function unreadText(unread: readonly DoctorSubject[], deadlineMs: number): string {
	const what = unread.length === 1 ? 'one report' : `${unread.length} reports`;
	return unread.length === 0
		? ''
		: `onduty: not everything was read within ${Math.round(deadlineMs / 1000)} s; ${what} may lack verdicts\n`;
}
