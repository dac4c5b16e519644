export {getAdministratorAccount} from './get-administrator-account.js';
export {getDetector} from './get-detector.js';
export {listDetectors} from './list-detectors.js';
