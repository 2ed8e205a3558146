import { byLanguage } from '../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns what people read of a device without an agent, in their language. */
export const networkTexts = byLanguage({ en, de });
