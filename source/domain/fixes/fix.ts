import {type ReportVerdict} from '../doctor/doctor.js';
import {type FixAction, type Remedy, type Subject} from '../doctor/verdict.js';
import {type OptIn} from '../opt-in/opt-in.js';
import {type Cluster, type Service, type Task} from '../resources.js';

export type FixKind = 'retag' | 'redeploy' | 'relaunch' | 'change';

/** One press of a key, one press and its consequences, or somebody else's work. */
export type Effort = 'low' | 'medium' | 'high';

export type Risk = 'none' | 'low' | 'medium' | 'high';

/** One thing to do so that more tasks are covered, or so that nothing is left behind. */
export type Fix = {
	/** Stays the same from one reading to the next, for the cursor and for marks. */
	readonly id: string;
	readonly kind: FixKind;
	/** `clean-up`: the cluster is opted out, and this removes what was left. */
	readonly purpose: 'cover' | 'clean-up';
	readonly title: string;
	/** Why it is in the queue, one clause. */
	readonly reason: string;
	readonly targets: readonly Subject[];
	/** Tasks that have the agent afterwards, or lose a useless one; with other fixes of theirs done as well. */
	readonly tasksFixed: number;
	readonly effort: Effort;
	readonly effortText: string;
	readonly risk: Risk;
	readonly riskTexts: readonly string[];
	/** Applied by the console; without it the remedy is to be copied. */
	readonly action?: FixAction['id'];
	readonly remedy?: Remedy;
	/** Titles of the changes without which this one brings no agent. */
	readonly after: readonly string[];
};

export type ClusterState = {
	readonly cluster: Cluster;
	readonly optIn: OptIn;
	readonly services: readonly Service[];
	readonly tasks: readonly Task[];
	/** The doctor's verdicts on this cluster, where they are there: faults that no redeploy mends. */
	readonly verdicts?: readonly ReportVerdict[];
};
