export {describeLogGroups} from './describe-log-groups.js';
export {filterLogEvents} from './filter-log-events.js';
export {getLogEvents} from './get-log-events.js';
export {getQueryResults} from './get-query-results.js';
export {startQuery} from './start-query.js';
export {stopQuery} from './stop-query.js';
