import {type Scope} from '../../domain/account.js';
import {type Finding} from '../../domain/findings/finding.js';
import {suppressionFilter} from '../../domain/findings/suppression.js';
import {type CopiedText} from '../view.js';

/** Returns what the copy key hands over of a finding: a filter that suppresses its like, then its id. */
export function findingRemedies(finding: Finding, scope: Scope): readonly CopiedText[] {
	const filter = suppressionFilter(finding, scope);
	return [
		...(filter
			? [
					{
						label: 'AWS CLI line of a suppression filter; nothing is changed until somebody runs it',
						text: [...filter.notes.map(note => `# ${note}`), filter.line].join('\n'),
					},
				]
			: []),
		{label: `id ${finding.id}`, text: finding.id},
	];
}
