import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what a worklet printed. */
export const outputTexts = byLanguage({ en, de });
