/** What a row of usage is, from the smallest to the largest; each can be looked at. */
export const usageLevels = ['agents', 'containers', 'tasks', 'services', 'families', 'clusters'] as const;

export type UsageLevel = (typeof usageLevels)[number];
