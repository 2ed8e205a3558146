import { byLanguage } from '../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** What people read of a stopped service. */
export const serviceTexts = byLanguage({ en, de });
