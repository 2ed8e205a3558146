import { byLanguage } from '../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns what people read of a site, and of a suspicion of Atera itself, in their language. */
export const siteTexts = byLanguage({ en, de });
