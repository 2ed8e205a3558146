import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of tickets and their comments. */
export const ticketTexts = byLanguage({ en, de });
