import {addCluster, addDefinition, dayMs, hourMs, minuteMs, sidecar} from './build.js';
import {addService, addTask} from './build-services.js';
import {demo} from './demo.js';
import {type Scenario} from './scenario.js';

// Some of these come from the Big List of Naughty Strings (MIT), the others are made for terminals.
const texts = {
	colours: 'Roses are \u001b[0;31mred\u001b[0m, violets are \u001b[0;34mblue',
	cursor: 'But now...\u001b[20Cfor my greatest trick...\u001b[8m',
	title: '\u001b]0;owned\u0007\u001b]52;c;cm0gLXJmIC8=\u0007',
	link: '\u001b]8;;https://evil.example/\u001b\\click\u001b]8;;\u001b\\',
	clear: '\u001b[2J\u001b[H\u001b[?1049l\u001bc',
	bells: 'The quic\b\b\b\b\b\bk brown fo\u0007\u0007\u0007\u0007x... [Beeeep]',
	controls: '\u0001\u0002\u0003\u0004\u0005\u0006\u000e\u000f\u0010\u0019\u001a\u001c\u001f\u007f',
	c1: '\u0080\u0084\u008d\u0090\u009b31m\u009d\u009f',
	lines: 'one\r\ntwo\rthree\u2028four\u2029five\u0085six\u000bseven',
	bidi: '\u202etxt.exe\u202c \u2066inside\u2069 \u202atest\u202b',
	unseen: 'pay\u200bments\u2060-\ufeffprod\u00ad\u200d',
	wide: '決済サービス・パワー・田中さんにあげて下さい',
	emoji: '👨‍👩‍👦 👩🏿‍💻 🇯🇵 ❤️ 🧑‍🚀',
	stacked: 'Z̮̞̠͙͔ͅA̴̵̜̰͔L͈̗̤G̻̤O̙̱',
	ogham: '\u202a\u202a᚛\u1680\u1680\u1680\u1680᚜\u202a',
	json: '{"__proto__":{"admin":true},"a":null}',
	formula: "=cmd|' /C calc'!A0",
	shell: '$(touch /tmp/owned)`id`\';rm -rf / #"',
	markup: '<script>alert(1)</script> %s %n {{7*7}}',
} as const;

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
