import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what people are told outside tickets. */
export const toldTexts = byLanguage({ en, de });
