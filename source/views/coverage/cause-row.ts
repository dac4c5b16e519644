import {type IssueGroup} from '../../domain/coverage/coverage-groups.js';

/** One cause with everything that has it. */
export type CauseRow = IssueGroup & {readonly readAt?: number};
