import {type FindingSummary} from '../../domain/findings/finding.js';
import {severityBand, severityWeight} from '../../domain/findings/severity.js';
import {type Snapshot} from '../../store/snapshot.js';
import {keyNames} from '../key-names.js';
import {counted} from '../plural.js';
import {type Cell} from '../view.js';
import {openFindings} from './finding-facts.js';
import {severityText} from './severity-cell.js';

/** Tells in one line of the findings that came since it was asked last; undefined when none did. */
export type Arrivals = (snapshot: Snapshot) => Required<Cell> | undefined;

/** GuardDuty's clock and this machine's differ; a finding made this long before the first look still counts as new. */
const skewMs = 60_000;

/**
 * Returns a way to learn once of each new finding. What is there at the first look is no news, nor are older findings
 * that are read later, nor repeats of known ones. Another account or Region begins anew.
 */
export function findingArrivals(): Arrivals {
	let scope: Snapshot['scope'] | undefined;
	let since: number | undefined;
	let known = new Set<string>();
	return snapshot => {
		if (scope !== snapshot.scope) {
			scope = snapshot.scope;
			since = undefined;
			known = new Set();
		}

		const {rows, listedAt} = openFindings(snapshot);
		const isFirstLook = since === undefined;
		since ??= listedAt;
		if (since === undefined) {
			return undefined;
		}

		const newest = since - skewMs;
		const fresh = rows.filter(({key}) => !known.has(key));
		for (const {key} of fresh) {
			known.add(key);
		}

		const came = fresh.flatMap(({value}) => (value && (value.createdAt ?? 0) >= newest ? [value] : []));
		return isFirstLook ? undefined : announcement(came);
	};
}

function announcement(findings: readonly FindingSummary[]): Required<Cell> | undefined {
	const [worst] = findings.toSorted((a, b) => severityWeight(b.severity) - severityWeight(a.severity));
	if (!worst) {
		return undefined;
	}

	const sample = worst.isSample ? 'sample ' : '';
	const where = worst.clusterName === undefined ? '' : ` in ${worst.clusterName}`;
	const many =
		findings.length === 1 ? 'new finding' : `${counted(findings.length, 'new finding')}, the worst`;
	return {
		text: `${many}: ${sample}${severityText(worst.severity)} ${worst.type}${where}; ${keyNames['pane.4']} shows it`,
		tone: isGrave(worst) && !worst.isSample ? 'fault' : 'warning',
	};
}

function isGrave({severity}: FindingSummary): boolean {
	const band = severityBand(severity);
	return band === 'critical' || band === 'high';
}
