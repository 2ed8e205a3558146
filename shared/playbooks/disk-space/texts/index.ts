import { byLanguage } from '../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** What people read of a full disk. */
export const diskTexts = byLanguage({ en, de });
