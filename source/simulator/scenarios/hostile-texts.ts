// Some of these come from the Big List of Naughty Strings (MIT), the others are made for terminals.

/** Texts that attack what shows them, by what they try. */
export const hostileTexts = {
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
