export {describeHub} from './describe-hub.js';
export {listEnabledProductsForImport} from './list-enabled-products-for-import.js';
