/** The newer record of a deployment, kept for 90 days by AWS. */
export type ServiceDeployment = {
	readonly id: string;
	readonly deploymentId: string;
	readonly createdAt: number;
	status:
		| 'PENDING'
		| 'IN_PROGRESS'
		| 'SUCCESSFUL'
		| 'STOPPED'
		| 'STOP_REQUESTED'
		| 'ROLLBACK_REQUESTED'
		| 'ROLLBACK_IN_PROGRESS'
		| 'ROLLBACK_SUCCESSFUL'
		| 'ROLLBACK_FAILED';
	statusReason?: string;
	startedAt?: number;
	finishedAt?: number;
	stoppedAt?: number;
	/** The deployment that came before, to which a rollback returns. */
	readonly sourceId?: string;
	rollback?: {readonly reason: string; readonly startedAt: number};
};
