import {type AgentState, type TaskAgent} from '../../domain/agent/agent.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {symbols} from '../symbols.js';
import {type Cell, type Tone} from '../view.js';

/** Returns the state of one task's agent with its version: `✓ running 1.17.1`; a version that is behind says `old`. */
export function agentCell(agent: TaskAgent, optIn: OptIn | undefined): Cell {
	const version = agent.version === undefined ? '' : ` ${agent.version}`;
	const old = agent.isBehind && agent.state === 'running' ? ' old' : '';
	return {
		text: `${agentSymbols[agent.state]} ${agent.state}${version}${old}`,
		tone: agentTone(agent.state, optIn),
	};
}

export const agentSymbols: {readonly [state in AgentState]: string} = {
	running: symbols.good,
	starting: symbols.busy,
	failed: symbols.fault,
	absent: symbols.fault,
	unsupported: symbols.none,
	unknown: symbols.unknown,
};

function agentTone(state: AgentState, optIn: OptIn | undefined): Tone {
	switch (state) {
		case 'running':
			return 'good';
		case 'starting':
			return 'plain';
		case 'failed':
			return optIn?.state === 'excluded' ? 'dim' : 'fault';
		case 'absent':
			return optIn?.state === 'excluded' ? 'dim' : 'fault';
		case 'unsupported':
			return 'dim';
		case 'unknown':
			return 'warning';
	}
}
