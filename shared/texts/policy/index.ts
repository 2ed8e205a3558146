import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts of what changes in the policy. */
export const policyTexts = byLanguage({ en, de });
