/** The answer, or undefined for an error that AWS sent; anything else is thrown on. */
export async function answered<T>(call: Promise<T>): Promise<T | undefined> {
	try {
		return await call;
	} catch (error) {
		if (error instanceof Error && '$fault' in error) {
			return undefined;
		}

		throw error;
	}
}
