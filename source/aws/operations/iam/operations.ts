export {getRole} from './get-role.js';
export {getPolicy, getPolicyVersion} from './managed-policies.js';
export {getRolePolicy, listAttachedRolePolicies, listRolePolicies} from './role-policies.js';
export {simulatePrincipalPolicy} from './simulate-principal-policy.js';
