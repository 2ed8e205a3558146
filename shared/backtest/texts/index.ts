import { byLanguage } from '../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of the back-test. */
export const backtestTexts = byLanguage({ en, de });
