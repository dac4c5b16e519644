import {type Answer} from '../../domain/account.js';
import {type ClusterArn, type FindingArn, type ResourceArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type OperationInput, type OperationName, type OperationOutput} from '../../domain/operations.js';
import {type Json} from '../../domain/resources.js';
import {type Call, type Raw} from '../call.js';
import {type EvidenceFolders} from '../evidence/folders.js';
import {type Want} from '../read.js';
import {type Snapshot} from '../snapshot.js';

/** What an action is applied to: the row under the cursor, or the marked rows. */
export type Target = EcsTarget | FindingTarget;

/** Something of ECS. */
export type EcsTarget = {
	readonly kind: 'cluster' | 'service' | 'task';
	readonly arn: ResourceArn;
	readonly clusterArn: ClusterArn;
	readonly name: string;
};

/** A finding of GuardDuty; what it is about is looked up in what is held of it. */
export type FindingTarget = {
	readonly kind: 'finding';
	readonly arn: FindingArn;
	readonly id: string;
	readonly name: string;
};

/** What the operator is asked before there is a plan. Answers are texts by the question's id. */
export type Question =
	| {
			readonly kind: 'choice';
			readonly id: string;
			readonly label: string;
			readonly options: readonly {readonly value: string; readonly label: string; readonly hint?: string}[];
			readonly initial: string;
	  }
	| {
			readonly kind: 'number';
			readonly id: string;
			readonly label: string;
			readonly initial: number;
			readonly min: number;
			readonly max: number;
	  }
	| {
			readonly kind: 'text';
			readonly id: string;
			readonly label: string;
			readonly initial: string;
			/** Returns what is wrong with a text, or undefined. */
			check(text: string): string | undefined;
	  };

export type Answers = {readonly [questionId: string]: string};

/** One exact API call of a plan, as it will be sent; ui and journal derive the JSON and the AWS CLI line. */
export type PlannedCall = {
	[Name in OperationName]: {readonly name: Name; readonly input: OperationInput<Name>};
}[OperationName];

export type Plan = {
	readonly title: string;
	/** What is still being read before this plan may be confirmed, or undefined when it is ready. */
	readonly waitingFor?: string;
	/** Why this plan can't be applied at all, or undefined. */
	readonly refusal?: string;
	/** What will change, one sentence each. */
	readonly changes: readonly string[];
	/** What will not change, one sentence each. */
	readonly keeps: readonly string[];
	readonly warnings: readonly string[];
	readonly steps: readonly Step[];
	/** How many steps run side by side; the next wave starts when the one before has ended well. */
	readonly waveSize: number;
	/** How what was done is undone, with the key: `U puts … back`. */
	readonly undo?: string;
	/** `y`, or the text to type for a protected cluster. */
	readonly confirm: {readonly kind: 'y'} | {readonly kind: 'type'; readonly text: string};
};

/** One target's part of a plan. `run` applies and verifies, and reports as it goes. */
export type Step = {
	readonly id: string;
	readonly label: string;
	readonly target: ResourceArn;
	/** What it changes in AWS; none where it only writes files. */
	readonly calls: readonly PlannedCall[];
	/** True when nothing else may begin before it has ended well. */
	readonly goesFirst?: true;
	run(context: StepContext): Promise<StepEnd>;
};

export type StepEnd =
	/** `detail` is what was read back, e.g. `GuardDutyManaged = true`. */
	| {readonly status: 'done'; readonly detail: string}
	| {readonly status: 'failed'; readonly detail: string; readonly failure?: Failure}
	| {readonly status: 'aborted'; readonly detail: string};

export type StepContext = {
	/** Reads: budgeted and retried. */
	readonly call: Call;
	/** The one gate for writes: refused in read-only mode, journalled, retried only when throttled. */
	write<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
	): Promise<Answer<OperationOutput<Name>>>;
	/** Aborted when the operator stops the action. */
	readonly signal: AbortSignal;
	now(): number;
	/** Resolves after that time, or at once when aborted. */
	pause(ms: number): Promise<void>;
	progress(progress: StepProgress): void;
	/** Writes a line about a reading back to the journal. */
	verified(detail: string, ok: boolean): void;
	/** Writes to the journal what a later undoing needs to know; resolves once it is there, or the gate is closed. */
	note(detail: string, parameters: Json): Promise<void>;
	/** AWS's own JSON of a read, cleaned. */
	readonly raw: Raw;
	/** Where files are written; nothing else of an action touches the disk. */
	readonly folders: EvidenceFolders;
};

export type StepProgress = {
	readonly phase: 'applying' | 'verifying';
	/** One line: what is going on. */
	readonly detail: string;
	readonly done?: number;
	readonly of?: number;
	/** More lines for the live rollout: deployments, tasks, agent states, reasons. */
	readonly lines?: readonly string[];
};

/** Something that changes AWS (or, when it is local, only writes files here), as data. One file each in store/actions/, one line in its registry. Keys: ui/keymap.ts. */
export type Action = {
	readonly id: string;
	/** Footer and help, e.g. `tag`; one or two words. */
	readonly label: string;
	readonly describes: string;
	readonly appliesTo: readonly Target['kind'][];
	/** True when it changes nothing in AWS: read-only sessions may have it. */
	readonly isLocal?: true;
	/** True when it is about the account: it needs nothing under the cursor. */
	readonly isOfAccount?: true;
	/** Why these targets can't have it now; read-only is said by the gate, not here. */
	disabledReason(targets: readonly Target[], snapshot: Snapshot): string | undefined;
	/** True when there is something for it to do, as far as is known: of two actions on one key it goes first. */
	isCalledFor?(targets: readonly Target[], snapshot: Snapshot): boolean;
	/** What must be read before there can be a plan. */
	wants(targets: readonly Target[], snapshot: Snapshot): readonly Want[];
	/** `settings` give the initial answers. */
	questions(targets: readonly Target[], snapshot: Snapshot, settings?: ActionSettings): readonly Question[];
	plan(input: PlanInput): Plan;
};

export type PlanInput = {
	readonly targets: readonly Target[];
	readonly answers: Answers;
	readonly snapshot: Snapshot;
	readonly settings: ActionSettings;
	readonly now: number;
};

/** What the configuration says about actions. */
export type ActionSettings = {
	/** Clusters whose name matches must be confirmed by typing the name. */
	isProtected(clusterName: string): boolean;
	readonly waveSize: number;
	readonly evidence: EvidenceSettings;
};

export type EvidenceSettings = {
	/** The folder in which evidence folders are made; absolute. */
	readonly directory: string;
	/** The console's own, for the manifest. */
	readonly version: string;
};
