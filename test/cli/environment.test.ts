import {expect, test} from 'vitest';
import {surroundingsOf} from '../../source/cli/environment.js';

test.each([
	['nothing set', {}, {colour: true, ascii: false, isReadOnly: false, multiplexer: undefined}],
	['NO_COLOR', {NO_COLOR: '1'}, {colour: false}],
	['an empty NO_COLOR', {NO_COLOR: ''}, {colour: true}],
	['a dumb terminal', {TERM: 'dumb'}, {colour: false}],
	['a UTF-8 locale', {LANG: 'C.UTF-8'}, {ascii: false}],
	['the C locale', {LANG: 'C'}, {ascii: true}],
	['LC_ALL before LANG', {LC_ALL: 'POSIX', LANG: 'en_US.UTF-8'}, {ascii: true}],
	['read-only asked for', {ONDUTY_READ_ONLY: '1'}, {isReadOnly: true}],
	['read-only denied', {ONDUTY_READ_ONLY: 'false'}, {isReadOnly: false}],
	['tmux', {TMUX: '/tmp/x,1,0'}, {multiplexer: 'tmux'}],
	['screen', {STY: '1.pts'}, {multiplexer: 'screen'}],
	[
		'XDG',
		{XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s', XDG_DATA_HOME: '/d'},
		{configDirectory: '/c/onduty', stateDirectory: '/s/onduty', dataDirectory: '/d/onduty'},
	],
	['a relative XDG', {XDG_CONFIG_HOME: 'c'}, {configDirectory: '/home/me/.config/onduty'}],
	[
		'no XDG',
		{},
		{stateDirectory: '/home/me/.local/state/onduty', dataDirectory: '/home/me/.local/share/onduty'},
	],
])('%s', (_what, env, expected) => {
	expect(surroundingsOf(env, '/home/me')).toMatchObject(expected);
});
