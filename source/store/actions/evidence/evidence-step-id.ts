const prefix = 'evidence ';

/** Returns the id of the step that keeps evidence of a finding or a task. */
export function evidenceStepId(target: string | undefined): string {
	return `${prefix}${target}`;
}

/** True for the id of such a step: it writes files, and changes nothing that is read. */
export function isEvidenceStep(id: string): boolean {
	return id.startsWith(prefix);
}
