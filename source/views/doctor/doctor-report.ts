import {type DiagnoseInput, type DoctorReport, diagnose} from '../../domain/doctor/doctor.js';
import {type Collection, type Fetched} from '../../domain/fetched.js';
import {diagnoseInputIn} from '../../store/doctor/facts.js';
import {type DoctorSubject} from '../../store/doctor/subject.js';
import {doctorWants} from '../../store/doctor/wants.js';
import {type Want} from '../../store/read.js';
import {type Snapshot} from '../../store/snapshot.js';
import {memoBy} from '../memo.js';
import {type ListStatus, type Place} from '../view.js';

/** Returns whom the doctor of a place looks at, undefined where no cluster is named. */
export function doctorSubject({cluster, service, task}: Place): DoctorSubject | undefined {
	return cluster && {cluster, ...(service && {service}), ...(task && {task})};
}

/** Returns the report on a subject by what was read so far; the same object while nothing of it changed. */
export function reportIn(snapshot: Snapshot, subject: DoctorSubject): DoctorReport {
	return diagnosed(diagnoseInputIn(snapshot, subject));
}

const diagnosed = memoBy((input: DiagnoseInput): DoctorReport => diagnose(input));

/** Returns how much of what the doctor asks for was answered. What was read may lead to more questions. */
export function doctorStatus(snapshot: Snapshot, subject: DoctorSubject): ListStatus {
	const wants = doctorWants(snapshot, subject);
	const held = wants.map(want => heldOf(snapshot, want));
	const done = held.filter(isAnswered).length;
	const ats = held.flatMap(atOf);
	const isWhole = done === wants.length && wants.length > 0;
	return {
		...(ats.length > 0 && {at: Math.min(...ats)}),
		isPartial: !isWhole,
		...(isWhole ? {} : {progress: {done, of: wants.length, what: 'facts'}}),
		errors: [],
	};
}

/** Returns what the doctor's reads hold of a want, by the read's own parameters. */
function heldOf(snapshot: Snapshot, {read, params}: Want): Held {
	// `want()` in store/read.ts has checked that the parameters fit their read, and then forgot the type.
	const value: unknown = snapshot.get(read, params as never);
	// Every read of the doctor holds one value or a list.
	return value as Held;
}

type Held = Fetched<unknown> | Collection<unknown>;

function isAnswered(held: Held): boolean {
	return 'rows' in held
		? held.progress === undefined && (held.isComplete || held.failure !== undefined)
		: held.status !== 'waiting';
}

function atOf(held: Held): readonly number[] {
	if ('rows' in held) {
		return held.listedAt === undefined ? [] : [held.listedAt];
	}

	return held.status === 'fresh' || held.status === 'stale' ? [held.at] : [];
}
