import {type Action} from './action.js';
import {clusterInsights} from './cluster-insights.js';
import {clusterTag} from './cluster-tag.js';
import {evidenceKeep} from './evidence-keep.js';
import {findingArchive, findingUnarchive} from './finding-archive.js';
import {findingFeedback} from './finding-feedback.js';
import {findingSamples} from './finding-samples.js';
import {serviceRedeploy} from './service-redeploy.js';
import {serviceStopRollout} from './service-stop-rollout.js';
import {taskIsolate} from './task-isolate.js';
import {taskRelease} from './task-release.js';
import {taskReplace} from './task-replace.js';
import {taskStop} from './task-stop.js';

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
