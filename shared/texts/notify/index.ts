import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what is sent to channels. */
export const notifyTexts = byLanguage({ en, de });
