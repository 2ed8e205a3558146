import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of the page behind a link. */
export const answerPageTexts = byLanguage({ en, de });
