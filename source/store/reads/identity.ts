import {type Identity} from '../../domain/resources.js';
import {fetchedRead, single} from './fetched-read.js';

/** Who the console is to AWS. */
export const identityRead = fetchedRead<undefined, Identity>({
	id: 'identity',
	key: single,
	fetch: ({call}) => call('sts:GetCallerIdentity', {}),
});
