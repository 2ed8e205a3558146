import { en } from '../en/index.ts';

/** The German table. */
export const de: typeof en = en;
