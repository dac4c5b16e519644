import {type LogEvent} from './log-event.js';

export type EventFilter = (event: LogEvent) => boolean;
