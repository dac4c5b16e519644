import {clean} from './border.js';
import {readConfiguration} from './profiles.js';

/** The Regions of all public partitions and of the sovereign ones, for completion. docs.aws.amazon.com/general/latest/gr/rande.html */
export const knownRegions: readonly string[] = [
	'us-east-1',
	'us-east-2',
	'us-west-1',
	'us-west-2',
	'af-south-1',
	'ap-east-1',
	'ap-east-2',
	'ap-northeast-1',
	'ap-northeast-2',
	'ap-northeast-3',
	'ap-south-1',
	'ap-south-2',
	'ap-southeast-1',
	'ap-southeast-2',
	'ap-southeast-3',
	'ap-southeast-4',
	'ap-southeast-5',
	'ap-southeast-6',
	'ap-southeast-7',
	'ca-central-1',
	'ca-west-1',
	'eu-central-1',
	'eu-central-2',
	'eu-north-1',
	'eu-south-1',
	'eu-south-2',
	'eu-west-1',
	'eu-west-2',
	'eu-west-3',
	'il-central-1',
	'me-central-1',
	'me-south-1',
	'mx-central-1',
	'sa-east-1',
	'cn-north-1',
	'cn-northwest-1',
	'us-gov-east-1',
	'us-gov-west-1',
	'eusc-de-east-1',
];

// A Region that opens tomorrow must work today, so the list does not decide; a misspelt one is told by its words.
const shape =
	/^([a-z]{2}(-gov|-iso[a-z]?)?|eusc-[a-z]{2})-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d{1,2}$/;

export type RegionAnswer =
	| {readonly ok: true; readonly region: string}
	/** One line: what is wrong and what to type. */
	| {readonly ok: false; readonly error: string};

type Source = {
	readonly profile?: string;
	/** What was typed: --region or the switch of scope. */
	readonly region?: string;
	readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Returns the Region to work in: the typed one, else AWS_REGION, AWS_DEFAULT_REGION, the profile's,
 * in the AWS CLI's order. docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
export async function resolveRegion({profile, region, env}: Source): Promise<RegionAnswer> {
	const typed = region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
	if (typed !== undefined && typed !== '') {
		return checked(typed);
	}

	const name = profile ?? (env.AWS_PROFILE || 'default');
	const configured = (await readConfiguration()).profiles.get(name)?.region;
	return configured === undefined || configured === ''
		? {
				ok: false,
				error: `no Region: use --region, set AWS_REGION, or give profile ${clean(name, 128)} a region`,
			}
		: checked(configured);
}

function checked(region: string): RegionAnswer {
	if (shape.test(region)) {
		return {ok: true, region};
	}

	const near = nearest(region);
	const hint = near === undefined ? 'a Region looks like eu-west-1' : `did you mean ${near}?`;
	return {ok: false, error: `unknown Region "${clean(region, 40)}": ${hint}`};
}

/** Returns the known Region at most three keystrokes away. */
function nearest(region: string): string | undefined {
	let best: {name: string; distance: number} | undefined;
	for (const name of knownRegions) {
		const distance = keystrokesBetween(region.slice(0, 40).toLowerCase(), name);
		if (distance <= 3 && distance < (best?.distance ?? 4)) {
			best = {name, distance};
		}
	}

	return best?.name;
}

/** Levenshtein distance, one row at a time. */
function keystrokesBetween(from: string, to: string): number {
	let row = Array.from({length: to.length + 1}, (_, index) => index);
	for (const [i, character] of [...from].entries()) {
		const next = [i + 1];
		for (let j = 0; j < to.length; j++) {
			const replaced = (row[j] ?? 0) + (character === to[j] ? 0 : 1);
			next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
		}

		row = next;
	}

	return row[to.length] ?? to.length;
}
