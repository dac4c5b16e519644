import path from 'node:path';

export type Environment = {readonly [name: string]: string | undefined};

/** What the environment says about the screen and where files go. */
export type Surroundings = {
	readonly colour: boolean;
	readonly ascii: boolean;
	readonly isReadOnly: boolean;
	/** A terminal multiplexer that eats OSC 52 unless it is wrapped. */
	readonly multiplexer?: 'tmux' | 'screen';
	readonly configDirectory: string;
	/** Journal and crash reports. */
	readonly stateDirectory: string;
	/** Evidence. */
	readonly dataDirectory: string;
};

/** Reads the environment by the XDG Base Directory rules, no-color.org and the locale's charset. */
export function surroundingsOf(env: Environment, homeDirectory: string): Surroundings {
	return {
		colour: !env.NO_COLOR && env.TERM !== 'dumb',
		ascii: !saysUtf8(env),
		isReadOnly: isTruthy(env.ONDUTY_READ_ONLY),
		multiplexer: multiplexerIn(env),
		configDirectory: path.join(
			absolute(env.XDG_CONFIG_HOME) ?? path.join(homeDirectory, '.config'),
			'onduty',
		),
		dataDirectory: path.join(
			absolute(env.XDG_DATA_HOME) ?? path.join(homeDirectory, '.local', 'share'),
			'onduty',
		),
		stateDirectory: path.join(
			absolute(env.XDG_STATE_HOME) ?? path.join(homeDirectory, '.local', 'state'),
			'onduty',
		),
	};
}

/** The first that is set decides, as in setlocale(3). No locale at all says nothing against UTF-8. */
function saysUtf8(env: Environment): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	return !locale || /utf-?8/i.test(locale);
}

function multiplexerIn(env: Environment): Surroundings['multiplexer'] {
	if (env.TMUX) {
		return 'tmux';
	}

	return env.STY ? 'screen' : undefined;
}

function isTruthy(text: string | undefined): boolean {
	return text !== undefined && text !== '' && text !== '0' && text.toLowerCase() !== 'false';
}

// The XDG rules: a relative path is invalid and ignored.
function absolute(directory: string | undefined): string | undefined {
	return directory && path.isAbsolute(directory) ? directory : undefined;
}
