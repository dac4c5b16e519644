import {type ActionRun} from '../store/actions/action-run.js';
import {type Snapshot} from '../store/snapshot.js';
import {type Arrivals} from '../views/findings/arrivals.js';
import {type Tone} from '../views/view.js';
import {finishedRuns} from './run-news.js';

/** Something that the operator is told without having asked. */
export type Announcement = {
	readonly text: string;
	readonly tone: Tone;
	/** True when the terminal's bell goes with it. */
	readonly rings: boolean;
};

/** Returns a way to learn what is new since the last time: findings that came first, then runs that ended. */
export function createAnnouncer(
	arrivals: Arrivals,
): (snapshot: Snapshot, watchedRun: string | undefined) => readonly Announcement[] {
	const runNews = finishedRuns();
	return (snapshot, watchedRun) => {
		const came = arrivals(snapshot);
		const ended = runNews(snapshot.runs).filter(({id}) => id !== watchedRun);
		return [...(came === undefined ? [] : [{...came, rings: true}]), ...ended.map(endedRun)];
	};
}

function endedRun({title, status}: ActionRun): Announcement {
	return {
		text: `${title}: ${status}; @ tells more`,
		tone: status === 'done' ? 'good' : 'fault',
		rings: false,
	};
}
