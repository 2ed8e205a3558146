import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of commands to devices, and why none is sent. */
export const actionTexts = byLanguage({ en, de });
