import {type JsonObject} from '../json.js';
import {latestAgentVersion} from '../world/agent-releases.js';
import {type FindingContent} from '../world/finding.js';
import {type RuntimeType, type Scene, type Story} from './catalogue/runtime-type.js';
import {nameOf, processJson} from './process.js';

/** A finding of Runtime Monitoring: which process did what, in which container. */
export function runtimeContent(type: RuntimeType, scene: Scene): FindingContent {
	const {subject} = scene;
	const story = type.story(scene);
	const process = processJson(story.process, scene);
	const who = `The process ${nameOf(story.process.path)} (${story.process.path})`;
	return {
		title: type.title,
		description: `${who} in the container ${subject.container} of the ECS cluster ${subject.cluster} ${type.did(story)}.`,
		resource: subject.resource,
		service: {
			featureName: 'RuntimeMonitoring',
			...(story.action && {action: story.action}),
			...(story.evidence && {evidence: story.evidence}),
			runtimeDetails: {process, ...(story.context && {context: story.context})},
			additionalInfo: additionalInfo(scene, story),
		},
	};
}

// AWS sends JSON text within the JSON.
function additionalInfo({random}: Scene, {additional = {}}: Story): JsonObject {
	const agentDetails = {agentVersion: latestAgentVersion, agentId: random.hex(32)};
	return {type: 'default', value: JSON.stringify({...additional, agentDetails})};
}
