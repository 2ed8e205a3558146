import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of mutes. */
export const muteTexts = byLanguage({ en, de });
