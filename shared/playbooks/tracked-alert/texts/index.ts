import { byLanguage } from '../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns what people read of an alert of a tracked class, in their language. */
export const trackedTexts = byLanguage({ en, de });
