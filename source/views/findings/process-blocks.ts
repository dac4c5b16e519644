import {momentText} from '../../domain/age.js';
import {type Finding, type FindingProcess, type LineageProcess} from '../../domain/findings/finding.js';
import {type LineageNode, lineageTree} from '../../domain/findings/lineage.js';
import {namedFacts} from '../../domain/findings/named-facts.js';
import {cut} from '../fit.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell} from '../view.js';
import {presentFacts} from './named-block.js';

/** A path may have 4,096 characters: in the tree its ends are enough, the facts below have all of it. */
const treeWidth = 160;

/** Deeper ancestors are not moved further to the right. */
const deepest = 12;

/** Returns the process with its ancestors as a tree, its facts, and what of the runtime context is there. */
export function processBlocks({process, context}: Finding): readonly Block[] {
	return [
		...(process ? [lineageBlock(process), ...processFacts(process)] : []),
		...presentFacts('Runtime context', namedFacts(context)),
	];
}

function lineageBlock(process: FindingProcess): Block {
	const nodes = lineageTree(process);
	return {
		kind: 'lines',
		heading: nodes.length > 1 ? 'Process and its ancestors' : 'Process',
		lines: nodes.map(nodeLine),
	};
}

function nodeLine({process, depth, isSubject, link}: LineageNode): Cell {
	const level = Math.min(depth, deepest);
	const branch = level === 0 ? '' : `${'  '.repeat(level - 1)}└ `;
	// AWS names a parent that it does not list: the order of its list is then all there is to go by.
	const doubt = link === 'assumed' ? '  (parent by the order of the list)' : '';
	const subject = isSubject ? `  ${symbols.left} this finding` : '';
	return {
		text: branch + cut(lineageText(process), treeWidth) + subject + doubt,
		tone: isSubject ? 'accent' : 'plain',
	};
}

function lineageText({name, path, pid, userId, effectiveUserId}: LineageProcess): string {
	const user = effectiveUserId ?? userId;
	return [
		name ?? '(no name)',
		pid === undefined ? undefined : `pid ${pid}`,
		user === undefined ? undefined : `uid ${user}`,
		path,
	]
		.filter(part => part !== undefined)
		.join('  ');
}

function processFacts(process: FindingProcess): readonly Block[] {
	const {userId, effectiveUserId} = process;
	return presentFacts('The process', [
		['name', process.name],
		['executable', process.path],
		['SHA-256', process.sha256],
		['working directory', process.workingDirectory],
		['user', userText(process)],
		[
			'effective user',
			effectiveUserId === undefined || effectiveUserId === userId ? undefined : `uid ${effectiveUserId}`,
		],
		['pid', process.pid],
		['pid in its namespace', process.namespacePid],
		['started', process.startedAt === undefined ? undefined : momentText(process.startedAt)],
	]);
}

function userText({user, userId}: FindingProcess): string | undefined {
	const id = userId === undefined ? undefined : `uid ${userId}`;
	return user === undefined ? id : [user, id && `(${id})`].filter(Boolean).join(' ');
}
