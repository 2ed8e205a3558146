import { byLanguage } from '../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns what people read of a device that is away, in their language. */
export const offlineTexts = byLanguage({ en, de });
