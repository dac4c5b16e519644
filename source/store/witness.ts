import {type Account, type Answer} from '../domain/account.js';
import {type OperationName, type OperationOutput} from '../domain/operations.js';
import {type TaskMemory} from './task-memory.js';

/** Returns the account with a witness: what its answers tell of tasks is remembered, whoever asked. */
export function witnessed(account: Account, memory: TaskMemory, now: () => number): Account {
	function take<Name extends OperationName>(name: Name, answer: Answer<OperationOutput<Name>>): void {
		if (!answer.ok) {
			return;
		}

		const seen: Seen = {name, value: answer.value} as Seen;
		if (seen.name === 'ecs:DescribeTasks') {
			memory.sawTasks(seen.value.items, now());
		} else if (seen.name === 'ec2:DescribeNetworkInterfaces') {
			memory.sawInterfaces(seen.value ?? []);
		}
	}

	return {
		...account,
		// A getter, which the spread above would have read once and for all.
		get scope() {
			return account.scope;
		},
		async call(name, input, options) {
			const answer = await account.call(name, input, options);
			take(name, answer);
			return answer;
		},
	};
}

/** An answer with the name of what was asked; the two came as parameters of one call, so they belong together. */
type Seen = {
	[Name in OperationName]: {readonly name: Name; readonly value: OperationOutput<Name>};
}[OperationName];
