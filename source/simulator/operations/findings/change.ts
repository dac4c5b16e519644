import {createSamples, sampleTypes} from '../../findings/samples.js';
import {type JsonObject} from '../../json.js';
import {type Refusal} from '../../refusal.js';
import {type Finding} from '../../world/finding.js';
import {type World} from '../../world/types.js';
import {badRequest, detectorResource, foreignDetector} from '../guardduty-refusals.js';
import {text, texts} from '../inputs.js';
import {type Operation} from '../operation.js';
import {tooMany} from './read.js';

export const archiveFindings = archiving({name: 'ArchiveFindings', path: 'archive', isArchived: true});
export const unarchiveFindings = archiving({name: 'UnarchiveFindings', path: 'unarchive', isArchived: false});

function archiving({name, path, isArchived}: {name: string; path: string; isArchived: boolean}): Operation {
	return {
		service: 'guardduty',
		name,
		bucket: 'guardduty',
		route: {method: 'POST', path: `/detector/{detectorId}/findings/${path}`},
		input: {detectorId: 'text', findingIds: 'texts'},
		resource: detectorResource,
		serve: (input, world) =>
			ofMember(input, world) ??
			change(input, world, finding => {
				finding.isArchived = isArchived;
			}),
	};
}

export const updateFindingsFeedback: Operation = {
	service: 'guardduty',
	name: 'UpdateFindingsFeedback',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/findings/feedback'},
	input: {detectorId: 'text', findingIds: 'texts', feedback: 'text', comments: 'text'},
	serve(input, world) {
		const feedback = text(input, 'feedback');
		return feedback === 'USEFUL' || feedback === 'NOT_USEFUL'
			? change(input, world, finding => {
					finding.feedback = feedback;
				})
			: badRequest('The request is rejected because the parameter feedback has an invalid value.');
	},
};

/** Makes findings that look like real ones and say that they are none. docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html */
export const createSampleFindings: Operation = {
	service: 'guardduty',
	name: 'CreateSampleFindings',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/findings/create'},
	input: {detectorId: 'text', findingTypes: 'texts'},
	resource: detectorResource,
	serve(input, world) {
		const types = texts(input, 'findingTypes');
		const isWrong = types.length > 50 || !types.every(type => sampleTypes.includes(type));
		const refusal = foreignDetector(input, world);
		if (refusal || isWrong) {
			return (
				refusal ??
				badRequest(
					'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
				)
			);
		}

		createSamples(world, types.length === 0 ? sampleTypes : types);
		return {};
	},
};

// AWS documents that members may not archive, not in which words it says so.
// docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html
function ofMember(input: JsonObject, world: World): Refusal | undefined {
	return (
		foreignDetector(input, world) ??
		(world.administrator
			? badRequest(
					'The request is rejected because the current account is a member and cannot change the archive state of findings.',
				)
			: undefined)
	);
}

// Ids that are none are passed over.
function change(input: JsonObject, world: World, act: (finding: Finding) => void): JsonObject | Refusal {
	const ids = texts(input, 'findingIds');
	const refusal = foreignDetector(input, world) ?? tooMany(ids);
	if (refusal) {
		return refusal;
	}

	for (const finding of ids.flatMap(id => world.findings.get(id) ?? [])) {
		act(finding);
	}

	return {};
}
