export {getAdministratorAccount} from './get-administrator-account.js';
export {getCoverageStatistics} from './get-coverage-statistics.js';
export {getDetector} from './get-detector.js';
export {listCoverage} from './list-coverage.js';
export {listDetectors} from './list-detectors.js';
