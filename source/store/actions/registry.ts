import {type Action} from './action.js';
import {clusterInsights} from './cluster/cluster-insights.js';
import {clusterTag} from './cluster/cluster-tag.js';
import {evidenceKeep} from './evidence/evidence-keep.js';
import {findingArchive, findingUnarchive} from './finding/finding-archive.js';
import {findingFeedback} from './finding/finding-feedback.js';
import {findingSamples} from './finding/finding-samples.js';
import {serviceRedeploy} from './service/service-redeploy.js';
import {serviceStopRollout} from './service/service-stop-rollout.js';
import {taskIsolate} from './task/task-isolate.js';
import {taskRelease} from './task/task-release.js';
import {taskReplace} from './task/task-replace.js';
import {taskStop} from './task/task-stop.js';

/** Everything that changes AWS. Keys, help, footer and greying derive from it. */
export const actions: readonly Action[] = [
	clusterTag,
	clusterInsights,
	serviceRedeploy,
	serviceStopRollout,
	taskStop,
	taskReplace,
	evidenceKeep,
	findingArchive,
	findingUnarchive,
	findingFeedback,
	findingSamples,
	taskIsolate,
	taskRelease,
];
