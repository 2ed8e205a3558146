import { byLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Returns the texts about a suspicion of Atera itself. */
export const suspicionTexts = byLanguage({ en, de });
