import {type Failure} from '../domain/failure.js';
import {clean} from './border.js';
import {type Fields, fields, MalformedAnswer, number} from './fields.js';

const messageLimit = 500;

type Kind = Failure['kind'];

/** AWS's error codes, service by service the same thing under many names; the first match wins. */
const kindsByCode: readonly (readonly [RegExp, Kind])[] = [
	[/^(AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError)/, 'denied'],
	[/^(ExpiredToken|RequestExpired|TokenRefreshRequired)/, 'expired'],
	[
		/^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|AuthFailure|MissingAuthenticationToken|IncompleteSignature|InvalidToken|RequestTimeTooSkewed)/,
		'bad-credentials',
	],
	[/Throttl|^TooManyRequests|^RequestLimitExceeded|^SlowDown/, 'throttled'],
	[/^TimeoutError$|^RequestTimeout|^E(SOCKET)?TIMEDOUT$/, 'timeout'],
	[/^(UnknownOperation|InvalidAction|NotImplemented)/, 'not-offered'],
	// ServiceNotActive is what ECS says of a deleted service.
	// NoSuchEntity is IAM's word.
	[/NotFound(Exception)?$|^ServiceNotActive|^NoSuchEntity/, 'absent'],
	[
		/^(ECONN\w+|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EPIPE|EAI_AGAIN|EPROTO|ERR_INVALID_URL|ERR_TLS\w*|ERR_SSL\w*|CERT_\w+|UNABLE_TO_\w+|(DEPTH_ZERO_)?SELF_SIGNED_CERT\w*)$/,
		'unreachable',
	],
];

/**
 * EC2 says AuthFailure also of an interface that an AWS service manages: nothing is wrong with the login then.
 * docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const managedByAws = /do not have permission to access the specified resource/i;

/** Where the code says little ("InvalidParameter", "BadRequest", "Client") the text decides. */
const kindsByMessage: readonly (readonly [RegExp, Kind])[] = [
	[/rate exceeded/i, 'throttled'],
	[/\bnot authorized to perform\b/i, 'denied'],
	[/^the referenced \w[\w ]* was not found|^unable to describe task definition/i, 'absent'],
	// GuardDuty's answer for a detector that was deleted. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html
	[/detectorId is not owned by the current account/i, 'absent'],
];

/**
 * Returns the failure that a thrown error stands for; `operation` is the IAM action of the request.
 * Decides by the SDK's error name, Node's error code, the HTTP status and the text, in this order of trust.
 */
export function failureOf(thrown: unknown, operation: string): Failure {
	const error = fields(thrown);
	const status = number(fields(error.$metadata).httpStatusCode);
	const code = codeOf(error);
	if (thrown instanceof MalformedAnswer) {
		return {kind: 'malformed', message: clean(thrown.message, messageLimit)};
	}

	if (isNoApiAnswer(error, status, code)) {
		return pageInsteadOfAnswer(operation, status);
	}

	const message = messageOf(thrown, status);
	const kind =
		(managedByAws.test(message) ? ('rejected' as const) : undefined) ??
		kindFrom(kindsByCode, code) ??
		(status === 429 ? 'throttled' : undefined) ??
		kindFrom(kindsByMessage, message);
	if (kind !== undefined) {
		return ofKind({kind, operation, code, message});
	}

	if (status === 501) {
		return {kind: 'not-offered', operation, message};
	}

	if (status !== undefined && status >= 500) {
		return {kind: 'server', status, message};
	}

	// The SDK could not read a 200: a number where a time belongs, a list cut short.
	return status !== undefined && status < 300
		? {kind: 'malformed', message}
		: {kind: 'rejected', code: clean(code, 80), message};
}

function kindFrom(table: readonly (readonly [RegExp, Kind])[], subject: string): Kind | undefined {
	return table.find(([pattern]) => pattern.test(subject))?.[1];
}

function ofKind(found: {kind: Kind; operation: string; code: string; message: string}): Failure {
	const {kind, operation, code, message} = found;
	switch (kind) {
		case 'denied':
			return {kind, action: deniedAction(message) ?? operation, message};
		case 'not-offered':
			return {kind, operation, message};
		case 'rejected':
			return {kind, code: clean(code, 80), message};
		case 'server':
			return {kind, status: 500, message};
		default:
			return {kind, message};
	}
}

/** The denied action is often another than the one called: RunTask fails for want of iam:PassRole. */
function deniedAction(message: string): string | undefined {
	return /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z]+)/i.exec(message)?.[1];
}

/** Node puts its code in `code`; the SDK puts AWS's code in `name`, and calls a reset connection a TimeoutError. */
function codeOf(error: Fields): string {
	const name = typeof error.name === 'string' ? error.name : 'Error';
	return nodeNames.has(name) && typeof error.code === 'string' ? error.code : name;
}

const nodeNames: ReadonlySet<string> = new Set(['Error', 'TypeError', 'AggregateError', 'TimeoutError']);

/**
 * True when the body was not the API's: JSON or XML that can't be parsed, or, with the query protocol, a 404 that
 * carried no code (the SDK then says NotFound). The content type proves nothing: moto sends JSON as text/html.
 */
function isNoApiAnswer(error: Fields, status: number | undefined, code: string): boolean {
	if (status === undefined) {
		return false;
	}

	return (
		code === 'SyntaxError' || error.$responseBodyText !== undefined || (code === 'NotFound' && status === 404)
	);
}

/** moto answers what it lacks with a web page, 404 or 500; gateways and login portals have pages of their own. */
function pageInsteadOfAnswer(operation: string, status: number | undefined): Failure {
	const message = `not an API answer (status ${status ?? 'unknown'})`;
	switch (status) {
		case 404:
		case 405:
		case 500:
		case 501:
			return {kind: 'not-offered', operation, message};
		case 429:
			return {kind: 'throttled', message};
		default:
			break;
	}

	if (status !== undefined && status > 500) {
		return {kind: 'server', status, message};
	}

	return status !== undefined && status >= 300
		? {kind: 'rejected', code: `HTTP ${status}`, message}
		: {kind: 'malformed', message};
}

/** One clean line. The SDK's hint about hidden fields is for programmers and is left out. */
function messageOf(thrown: unknown, status: number | undefined): string {
	const {message, errors, code} = fields(thrown);
	// A host with several addresses fails with an AggregateError that has no text of its own.
	const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
	const own = typeof message === 'string' && message !== '' ? message : fields(first).message;
	const said = typeof own === 'string' ? own : thrown instanceof Error ? '' : String(thrown);
	const line = said.replace(/\s*Deserialization error: to see the raw response.*$/s, '').trim();
	if (line === '' || line === 'UnknownError' || line === 'Unknown') {
		return typeof code === 'string'
			? clean(code, 80)
			: `no explanation${status ? ` (status ${status})` : ''}`;
	}

	return line === 'aborted'
		? 'the connection ended before the whole answer came'
		: clean(line.replaceAll(/\s*\n\s*/g, ' '), messageLimit);
}
