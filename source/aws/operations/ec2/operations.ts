export {describeManagedPrefixLists} from './describe-managed-prefix-lists.js';
export {describeNetworkInterfaces} from './describe-network-interfaces.js';
export {describeRouteTables} from './describe-route-tables.js';
export {describeSecurityGroups} from './describe-security-groups.js';
export {describeSubnets} from './describe-subnets.js';
export {describeVpcAttribute} from './describe-vpc-attribute.js';
export {describeVpcEndpoints} from './describe-vpc-endpoints.js';
