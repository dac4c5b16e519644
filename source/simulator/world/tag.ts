export type Tag = {readonly key: string; readonly value: string};
