import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import process from 'node:process';
import {promisify} from 'node:util';
import {type Simulator} from '../../source/simulator/simulator.js';

const run = promisify(execFile);

/** AWS's own shapes; each test looks at the members that it names. */
export type Answer = {readonly [member: string]: unknown};

/** Throws with the remedy where the AWS CLI is not installed. */
export async function needAwsCli(): Promise<void> {
	await run('aws', ['--version']).catch((error: unknown) => {
		throw new Error('the AWS CLI is missing: pip install awscli', {cause: error});
	});
}

/** The AWS CLI on a simulator, with nothing of this machine's configuration. */
export function awsCommands(simulator: () => Simulator) {
	async function aws(...args: readonly string[]): Promise<Answer> {
		const {url, region} = simulator();
		const {stdout} = await run('aws', [...args, '--endpoint-url', url, '--output', 'json'], {
			env: {
				PATH: process.env.PATH ?? '',
				HOME: tmpdir(),
				AWS_CONFIG_FILE: '/dev/null',
				AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
				AWS_ACCESS_KEY_ID: 'dummy',
				AWS_SECRET_ACCESS_KEY: 'dummy',
				AWS_REGION: region,
				AWS_DEFAULT_REGION: region,
				AWS_PAGER: '',
				AWS_MAX_ATTEMPTS: '1',
				AWS_EC2_METADATA_DISABLED: 'true',
			},
		});
		return (stdout.trim() === '' ? {} : JSON.parse(stdout)) as Answer;
	}

	/** What the CLI says when AWS refuses. */
	async function refusal(...args: readonly string[]): Promise<string> {
		const error = await aws(...args).then(
			() => undefined,
			(reason: unknown) => reason,
		);
		if (!(error instanceof Error && 'stderr' in error)) {
			throw new Error('the command succeeded');
		}

		return String(error.stderr);
	}

	return {aws, refusal};
}
