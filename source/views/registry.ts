import {type Snapshot} from '../store/snapshot.js';
import {clustersView} from './clusters/clusters.js';
import {affectedView} from './coverage/affected.js';
import {causesView} from './coverage/causes.js';
import {coverageBadge, coverageView} from './coverage/coverage.js';
import {doctorView} from './doctor/doctor.js';
import {blastRadiusView} from './findings/blast-radius.js';
import {findingView} from './findings/finding.js';
import {findingTaskView} from './findings/finding-task.js';
import {findingsView} from './findings/findings.js';
import {findingsBadge} from './findings/findings-badge.js';
import {flowView} from './findings/flow-detail.js';
import {flowsView} from './findings/flows.js';
import {timelineView} from './findings/timeline.js';
import {fixView} from './fixes/fix-detail.js';
import {fixesView} from './fixes/fixes.js';
import {containerInstancesView} from './instances/container-instances.js';
import {listBadge} from './list-badge.js';
import {describeView} from './resource/describe.js';
import {rawView} from './resource/raw.js';
import {treeView} from './resource/tree.js';
import {serviceEventsView} from './services/service-events.js';
import {servicesView} from './services/services.js';
import {taskView} from './tasks/task-detail.js';
import {tasksView} from './tasks/tasks.js';
import {sizeView} from './usage/size.js';
import {sizeDetailView} from './usage/size-detail.js';
import {usageView} from './usage/usage.js';
import {usageDetailView} from './usage/usage-detail.js';
import {type Place, type View} from './view.js';

/** Every view, by its id. To add one: a file, and a line here. */
export const views: ReadonlyMap<string, View> = new Map(
	[
		clustersView,
		servicesView,
		tasksView,
		taskView,
		containerInstancesView,
		serviceEventsView,
		treeView,
		describeView,
		rawView,
		coverageView,
		causesView,
		affectedView,
		doctorView,
		fixesView,
		fixView,
		usageView,
		usageDetailView,
		sizeView,
		sizeDetailView,
		findingsView,
		findingView,
		findingTaskView,
		blastRadiusView,
		timelineView,
		flowsView,
		flowView,
	].map(view => [view.id, view]),
);

/** A main view in the line under the header. */
export type Pane = {
	/** Its digit. */
	readonly key: string;
	readonly title: string;
	readonly place: Place;
	/** Faults in it, `3!`, or undefined when there are none or nothing was read. */
	badge(snapshot: Snapshot): string | undefined;
};

export const panes: readonly Pane[] = [
	{
		key: '1',
		title: 'Clusters',
		place: {view: clustersView.id},
		badge: snapshot => listBadge(clustersView, snapshot, {view: clustersView.id}),
	},
	{key: '2', title: 'Coverage', place: {view: coverageView.id}, badge: coverageBadge},
	{
		key: '3',
		title: 'Usage',
		place: {view: usageView.id},
		// Of what was read: nothing is asked for the sake of a badge, for each query is paid for.
		badge: snapshot => listBadge(usageView, snapshot, {view: usageView.id}),
	},
	{key: '4', title: 'Findings', place: {view: findingsView.id}, badge: findingsBadge},
];
