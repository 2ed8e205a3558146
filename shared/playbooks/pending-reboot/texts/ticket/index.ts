import { byLanguage } from '../../../../texts/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** What the ticket of a pending reboot says. */
export const rebootTicketTexts = byLanguage({ en, de });
