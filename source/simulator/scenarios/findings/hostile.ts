import {runtimeTypes} from '../../findings/catalogue/registry.js';
import {exfiltrationTypes} from '../../findings/credentials.js';
import {malwareContent, malwareTypes} from '../../findings/malware.js';
import {report} from '../../findings/report.js';
import {subjectOf} from '../../findings/subject.js';
import {type JsonObject} from '../../json.js';
import {createRandom} from '../../random.js';
import {type Task, type World} from '../../world/types.js';
import {addCluster, addDefinition, dayMs, minuteMs} from '../build.js';
import {addTask} from '../build-services.js';
import {demo} from '../demo.js';
import {hostileTexts} from '../hostile-texts.js';
import {type Scenario} from '../scenario.js';
import {addFinding, addSequence} from './build-findings.js';
import {everyContext} from './every-context.js';
import {poisoned} from './poison.js';

/** As long as AWS lets a path of a sequence be, with attacks in the middle. */
const longPath = `/${'a'.repeat(2000)}/\u001b]52;c;cm0gLXJmIC8=\u0007\n\u202e`.padEnd(4096, 'b');
const texts: readonly string[] = [
	...Object.values(hostileTexts),
	longPath,
	'../../../../etc/cron.d/x',
	'-rf /',
];

/** Attacks in every member of a finding that a workload or an attacker can choose. */
export const findingsHostile: Scenario = {
	name: 'findings-hostile',
	summary:
		'findings with attacks on terminals, shells and file names in every field that somebody can choose',
	account: demo.account,
	fill(world) {
		const tasks = hostileTasks(world);
		for (const [index, type] of runtimeTypes.entries()) {
			const task = tasks[index % tasks.length];
			if (task) {
				addFinding(world, {type: type.type, task, seenAgoMs: (index + 2) * minuteMs, distort: poison(index)});
			}
		}

		const [first] = tasks;
		if (first) {
			addRest(world, first);
		}
	},
};

/** All of them in each place. */
const everything = Object.values(hostileTexts).join(' ');
const overpoisoned = (json: JsonObject): JsonObject => poisoned(json, () => everything);

function poison(begin: number): (json: JsonObject) => JsonObject {
	return json => {
		let index = begin;
		return poisoned(json, () => texts[index++ % texts.length] ?? '');
	};
}

function hostileTasks(world: World): readonly Task[] {
	const cut = (text: string, limit: number): string => text.slice(0, limit).toWellFormed();
	const tags = {GuardDutyManaged: 'true', owner: cut(hostileTexts.title, 256), note: hostileTexts.bidi};
	const cluster = addCluster(world, {name: 'hostile-findings', tags}, own => {
		for (const [name, text] of Object.entries(hostileTexts)) {
			addTask(world, own, {
				definition: addDefinition(world, {
					family: `victim-${name}`,
					image: cut(`registry.example/${text}:latest`, 255),
				}),
				startedAgoMs: 2 * dayMs,
				startedBy: cut(text, 36),
				agent: 'running',
				tags: {[name]: text},
			});
		}
	});
	return [...cluster.contents().tasks.values()];
}

function addRest(world: World, task: Task): void {
	const {cluster} = task;
	// Every text is once in every place: the findings differ in the text that they begin with.
	for (const begin of texts.keys()) {
		const distort = (json: JsonObject): JsonObject => poison(begin)(everyContext(json));
		const type = 'Execution:Runtime/SuspiciousTool';
		addFinding(world, {type, task, seenAgoMs: (60 + begin) * minuteMs, distort});
	}

	for (const [index, {type}] of exfiltrationTypes.entries()) {
		addFinding(world, {type, task, seenAgoMs: (index + 1) * minuteMs, distort: overpoisoned});
	}

	const random = createRandom(`${world.vpc} hostile malware`);
	const subject = subjectOf(world, task);
	const at = world.clock.now() - 5 * minuteMs;
	for (const malware of malwareTypes) {
		const content = malwareContent(world, malware, {subject, random, at, triggerId: random.hex(32)});
		const {type, severity} = malware;
		const about = {resourceType: 'ECSCluster', resourceId: subject.resourceId, seenAt: at};
		report(world, {...about, type, severity, content: () => content, distort: overpoisoned});
	}

	const members = [...world.findings.values()].slice(0, 3).map(finding => ({finding, task}));
	addSequence(world, {cluster, members}, minuteMs, overpoisoned);
}
