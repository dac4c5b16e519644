/** One page of a listing. */
export type Page<T> = {readonly items: readonly T[]; readonly nextToken?: string};
