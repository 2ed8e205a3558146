import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what people are notified of outside tickets. */
export const appEventTexts = byLanguage({ en, de });
