import {type JsonObject} from '../../json.js';
import {createRandom} from '../../random.js';
import {Refusal} from '../../refusal.js';
import {type Permission, type SecurityGroup} from '../../world/network/types.js';
import {type Tag} from '../../world/tag.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {dryRun} from './isolate.js';

/** A new group lets nothing in and everything out. docs.aws.amazon.com/vpc/latest/userguide/creating-security-groups.html */
export const createSecurityGroup: Operation = {
	service: 'ec2',
	name: 'CreateSecurityGroup',
	bucket: 'ec2 change',
	input: {},
	resource: (_input, world) => `arn:aws:ec2:${world.region}:${world.account}:security-group/*`,
	serve(input, world) {
		const refusal = badGroup(world, input) ?? dryRun(input);
		if (refusal) {
			return refusal;
		}

		const {securityGroups, vpcs} = world.networks;
		const name = text(input, 'GroupName') ?? '';
		const vpc = text(input, 'VpcId') ?? world.vpc;
		const id = `sg-${createRandom(`${world.vpc} group ${securityGroups.size} ${name}`).hex(17)}`;
		const tags = tagsOf(input);
		const everything = [{protocol: '-1', cidrs: ['0.0.0.0/0']}];
		const everythingNew = [{protocol: '-1', cidrs: [], ipv6Cidrs: ['::/0']}];
		securityGroups.set(id, {
			id,
			name,
			description: text(input, 'GroupDescription') ?? '',
			vpc,
			inbound: [],
			outbound: [...everything, ...(vpcs.get(vpc)?.ipv6Cidr === undefined ? [] : everythingNew)],
			tags,
			ownerId: world.account,
		});
		return {
			groupId: id,
			securityGroupArn: `arn:aws:ec2:${world.region}:${world.account}:security-group/${id}`,
			...(tags.length > 0 && {tagSet: tags.map(({key, value}) => ({key, value}))}),
		};
	},
};

/** Takes rules for what goes out away from a group. */
export const revokeSecurityGroupEgress: Operation = {
	service: 'ec2',
	name: 'RevokeSecurityGroupEgress',
	bucket: 'ec2 change',
	input: {},
	resource: (input, world) =>
		`arn:aws:ec2:${world.region}:${world.account}:security-group/${text(input, 'GroupId') ?? '*'}`,
	serve(input, world) {
		const id = text(input, 'GroupId') ?? '';
		const group = world.networks.securityGroups.get(id);
		if (!group) {
			return new Refusal('InvalidGroup.NotFound', `The security group '${id}' does not exist`);
		}

		const outbound = without(group, permissionsOf(input));
		if (outbound instanceof Refusal) {
			return outbound;
		}

		const refusal = dryRun(input);
		if (refusal) {
			return refusal;
		}

		world.networks.securityGroups.set(id, {...group, outbound});
		return {return: true};
	},
};

function badGroup(world: World, input: JsonObject): Refusal | undefined {
	const {vpcs, securityGroups} = world.networks;
	const vpc = text(input, 'VpcId') ?? world.vpc;
	const name = text(input, 'GroupName') ?? '';
	const lacking = ['GroupName', 'GroupDescription'].find(member => (text(input, member) ?? '') === '');
	if (lacking !== undefined) {
		return new Refusal('MissingParameter', `The request must contain the parameter ${lacking}`);
	}

	if (!vpcs.has(vpc)) {
		return new Refusal('InvalidVpcID.NotFound', `The vpc ID '${vpc}' does not exist`);
	}

	// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
	const allowed = /^[\w .\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
	const wrong = [name, text(input, 'GroupDescription') ?? ''].find(value => !allowed.test(value));
	if (wrong !== undefined || name.startsWith('sg-')) {
		return new Refusal('InvalidParameterValue', `Invalid value '${wrong ?? name}' for a security group.`);
	}

	return [...securityGroups.values()].some(group => group.vpc === vpc && group.name === name)
		? new Refusal('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpc}'`)
		: undefined;
}

function tagsOf(input: JsonObject): readonly Tag[] {
	return Array.from({length: 50}, (_, index) => `TagSpecification.1.Tag.${index + 1}`).flatMap(member => {
		const key = text(input, `${member}.Key`);
		return key === undefined ? [] : [{key, value: text(input, `${member}.Value`) ?? ''}];
	});
}

function permissionsOf(input: JsonObject): readonly Permission[] {
	const permissions: Permission[] = [];
	for (let index = 1; ; index++) {
		const member = `IpPermissions.${index}`;
		const protocol = text(input, `${member}.IpProtocol`);
		if (protocol === undefined) {
			return permissions;
		}

		const port = (name: string): number | undefined => {
			const given = text(input, `${member}.${name}`);
			return given === undefined || protocol === '-1' ? undefined : Number(given);
		};
		const [fromPort, toPort] = [port('FromPort'), port('ToPort')];
		permissions.push({
			protocol,
			...(fromPort !== undefined && {fromPort}),
			...(toPort !== undefined && {toPort}),
			cidrs: parts(input, `${member}.IpRanges`, 'CidrIp'),
			ipv6Cidrs: parts(input, `${member}.Ipv6Ranges`, 'CidrIpv6'),
			prefixLists: parts(input, `${member}.PrefixListIds`, 'PrefixListId'),
			groups: parts(input, `${member}.Groups`, 'GroupId'),
		});
	}
}

// IpRanges.1.CidrIp, IpRanges.2.CidrIp …
function parts(input: JsonObject, list: string, member: string): readonly string[] {
	const all = Object.entries(input).filter(
		([name]) => name.startsWith(`${list}.`) && name.endsWith(`.${member}`),
	);
	return all.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
}

const listed = ['cidrs', 'ipv6Cidrs', 'prefixLists', 'groups'] as const;

/** What is left of a group's outbound rules; a rule that isn't there is refused. */
function without(group: SecurityGroup, revoked: readonly Permission[]): readonly Permission[] | Refusal {
	if (revoked.length === 0) {
		return new Refusal('MissingParameter', 'The request must contain the parameter ipPermissions');
	}

	let left = group.outbound;
	for (const gone of revoked) {
		const isSame = (one: Permission): boolean =>
			one.protocol === gone.protocol && one.fromPort === gone.fromPort && one.toPort === gone.toPort;
		const isThere = listed.every(list =>
			(gone[list] ?? []).every(item => left.some(one => isSame(one) && (one[list] ?? []).includes(item))),
		);
		if (!isThere) {
			const message = 'The specified rule does not exist in this security group.';
			return new Refusal('InvalidPermission.NotFound', message);
		}

		left = left.map(one => (isSame(one) ? minus(one, gone) : one)).filter(hasAny);
	}

	return left;
}

function minus(one: Permission, gone: Permission): Permission {
	const kept = (list: (typeof listed)[number]): readonly string[] =>
		(one[list] ?? []).filter(item => !(gone[list] ?? []).includes(item));
	return {
		...one,
		cidrs: kept('cidrs'),
		ipv6Cidrs: kept('ipv6Cidrs'),
		prefixLists: kept('prefixLists'),
		groups: kept('groups'),
	};
}

function hasAny(permission: Permission): boolean {
	return listed.some(list => (permission[list] ?? []).length > 0);
}
