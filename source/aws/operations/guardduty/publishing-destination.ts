import {type PublishingDestination} from '../../../domain/findings/finding-operations.js';
import {type Fields, fields, number, required, text} from '../../fields.js';

/** Returns where findings are exported to; what only one of the two calls tells is undefined with the other. */
export function destination(answer: Fields): PublishingDestination {
	const {DestinationArn, KmsKeyArn} = fields(answer.DestinationProperties);
	const failingSince = number(answer.PublishingFailureStartTimestamp);
	return {
		id: required(answer, 'DestinationId'),
		type: required(answer, 'DestinationType'),
		status: required(answer, 'Status'),
		// Epoch ms; zero when nothing fails.
		failingSince: failingSince === 0 ? undefined : failingSince,
		destinationArn: text(DestinationArn),
		kmsKeyArn: text(KmsKeyArn),
	};
}
