import {type Service} from '../resources.js';

type LaunchFacts = Pick<Service, 'launchType' | 'capacityProviders' | 'platformVersion' | 'deployments'>;

const words: ReadonlyMap<string, string> = new Map([
	['FARGATE', 'Fargate'],
	['FARGATE_SPOT', 'Fargate Spot'],
	['EC2', 'EC2'],
	['EXTERNAL', 'External'],
	['MANAGED_INSTANCES', 'Managed Instances'],
]);

/** Returns how a service's tasks are launched: `Fargate`, `Fargate + Fargate Spot`, a capacity provider's name, or `unknown`. */
export function launchText(service: LaunchFacts): string {
	const launchType = launchTypeOf(service);
	const names = service.capacityProviders.map(({name}) => name);
	if (names.length > 0) {
		return names.map(name => words.get(name) ?? name).join(' + ');
	}

	return launchType === undefined ? 'unknown' : (words.get(launchType) ?? launchType);
}

/** Returns whether a service's tasks run on Fargate; services on capacity providers have no launch type of their own. */
export function isFargate(service: LaunchFacts): boolean | 'unknown' {
	const names = service.capacityProviders.map(({name}) => name);
	if (names.length > 0) {
		return names.some(isFargateProvider);
	}

	const launchType = launchTypeOf(service);
	if (launchType !== undefined) {
		return launchType === 'FARGATE';
	}

	// "A platform version is only specified for tasks hosted on Fargate." docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
	return service.platformVersion === undefined ? 'unknown' : true;
}

/** True when some of the service's tasks run on capacity that AWS may take back. */
export function usesSpot({capacityProviders}: Pick<Service, 'capacityProviders'>): boolean {
	return capacityProviders.some(({name, weight, base}) => {
		const isUsed = weight === undefined || weight > 0 || (base ?? 0) > 0;
		return name === 'FARGATE_SPOT' && isUsed;
	});
}

/** True for the two capacity providers of Fargate; ECS reserves these names. */
export function isFargateProvider(name: string): boolean {
	return name === 'FARGATE' || name === 'FARGATE_SPOT';
}

function launchTypeOf({launchType, deployments}: LaunchFacts): Service['launchType'] {
	return launchType ?? deployments.find(({status}) => status === 'PRIMARY')?.launchType;
}
