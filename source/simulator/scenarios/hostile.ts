import {addCluster, addDefinition, dayMs, hourMs, minuteMs, sidecar} from './build.js';
import {addService, addTask} from './build-services.js';
import {demo} from './demo.js';
import {hostileTexts as texts} from './hostile-texts.js';
import {type Scenario} from './scenario.js';

/** Names as long as AWS takes them, and texts that try to break out of the screen, in every field that can carry them. */
export const hostile: Scenario = {
	name: 'hostile',
	summary: 'names of 255 characters and texts that attack terminals, shells and tables',
	account: demo.account,
	fill(world) {
		const everything = Object.values(texts).join(' ');
		const longest = 'a-very-long-name-'.repeat(16).slice(0, 255);
		const tags = Object.fromEntries(
			Object.entries(texts).map(([name, text]) => [cut(`${name} ${text}`, 128), cut(text, 256)]),
		);
		addCluster(world, {name: longest, tags: {...tags, GuardDutyManaged: 'true\u200b'}}, cluster => {
			addService(world, cluster, {
				name: longest,
				tasks: 2,
				deployedAgoMs: 5 * dayMs,
				definition: addDefinition(world, {
					family: longest,
					image: cut(`registry.example/${everything}`, 255),
				}),
				tags,
				events: Object.values(texts),
			});
			addService(world, cluster, {name: '__proto__', tasks: 1, deployedAgoMs: 5 * dayMs, tags});
			addService(world, cluster, {
				name: 'constructor',
				tasks: 1,
				deployedAgoMs: 30 * hourMs,
				agent: 'denied',
			});
			addService(world, cluster, {name: '--help', tasks: 1, deployedAgoMs: 30 * hourMs});
		});
		addCluster(world, {name: 'hostile-tasks', tags: {GuardDutyManaged: 'true', ...tags}}, cluster => {
			for (const [name, text] of Object.entries(texts)) {
				const definition = addDefinition(world, {
					family: `image-${name}`,
					image: cut(`registry.example/${text}:latest`, 255),
					sidecars: [sidecar(`side-${name}`, text)],
					says: [text, everything],
				});
				addTask(world, cluster, {
					definition,
					startedAgoMs: 2 * dayMs,
					startedBy: cut(text, 36),
					tags: {[name]: text},
				});
				addTask(world, cluster, {
					definition,
					startedAgoMs: 40 * minuteMs,
					group: `family:${text}`,
					agent: 'denied',
					stopped: {
						agoMs: 9 * minuteMs,
						code: 'TaskFailedToStart',
						reason: cut(`CannotPullContainerError: ${text} ${everything}`, 1024),
						exit: {reason: cut(`${text}${everything}`, 1024)},
						hasRun: false,
					},
				});
			}
		});
	},
};

// AWS counts code units but never cuts a character in two.
function cut(text: string, limit: number): string {
	const short = text.slice(0, limit);
	return short.isWellFormed() ? short : short.slice(0, -1);
}
