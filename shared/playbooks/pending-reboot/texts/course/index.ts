import { byLanguage } from '../../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** What is said of the course of a pending reboot. */
export const rebootTexts = byLanguage({ en, de });
