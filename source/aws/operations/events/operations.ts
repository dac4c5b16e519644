export {listRules} from './list-rules.js';
export {listTargetsByRule} from './list-targets-by-rule.js';
