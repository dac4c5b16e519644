import {type ResourceArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';

export type StepState = {
	readonly id: string;
	readonly label: string;
	readonly target: ResourceArn;
	readonly status: 'waiting' | 'applying' | 'verifying' | 'done' | 'failed' | 'aborted' | 'skipped';
	readonly detail: string;
	readonly done?: number;
	readonly of?: number;
	readonly lines: readonly string[];
	readonly failure?: Failure;
	readonly startedAt?: number;
	readonly finishedAt?: number;
};

/** An action that was confirmed, as it runs and after. */
export type ActionRun = {
	readonly id: string;
	readonly actionId: string;
	readonly title: string;
	readonly status: 'running' | 'stopping' | 'done' | 'failed' | 'aborted';
	readonly startedAt: number;
	readonly finishedAt?: number;
	readonly waveSize: number;
	readonly steps: readonly StepState[];
	/** As in its plan. */
	readonly undo?: string;
	/** What went wrong with the run itself, one line: the journal can't be written. */
	readonly problem?: string;
};
