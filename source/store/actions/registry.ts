import {type Action} from './action.js';
import {clusterInsights} from './cluster-insights.js';
import {clusterTag} from './cluster-tag.js';
import {serviceRedeploy} from './service-redeploy.js';
import {serviceStopRollout} from './service-stop-rollout.js';
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
];
