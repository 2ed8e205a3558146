import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  none: ({ workletId, sentAt }) =>
    `Automox hat zum Worklet ${workletId} (gesendet am ${utc(sentAt)}) keine Ausgabe gemeldet.`,
  several: ({ workletId, sentAt }) =>
    `Automox meldet auf diesem Gerät mehrere Läufe, die zum Worklet ${workletId} (gesendet am ${utc(sentAt)}) gehören könnten: Welcher von der App stammt, ist nicht bekannt, daher wird keine Ausgabe zitiert.`,
  unclear: ({ workletId, sentAt, runAt }) => {
    const begun = runAt === undefined ? 'zu unbekannter Zeit begonnen' : `begonnen am ${utc(runAt)}`;
    return `Automox meldet einen Lauf auf diesem Gerät, ${begun}. Ob er zum Worklet ${workletId} (gesendet am ${utc(sentAt)}) gehört, ist nicht bekannt, daher wird keine Ausgabe zitiert.`;
  },
  reported: ({ workletId, sentAt }) =>
    `Von Automox gemeldet zum Worklet ${workletId}, gesendet am ${utc(sentAt)} (Text vom Gerät, nicht geprüft):`,
  nothing: 'Automox meldet nicht, was das Worklet ausgegeben hat.',
  exitCode: ({ exitCode }) => `Exitcode: ${exitCode}.`,
  automoxSays: ({ reason }) => `Automox meldet: ${reason}`,
  output: 'Ausgabe',
  errorOutput: 'Fehlerausgabe',
  empty: ({ name }) => `${name}: keine.`,
  printed: ({ name }) => `${name}:`,
  printedWith: ({ name, notes }) => `${name} (${notes}):`,
  noText: '(kein Text: weggelassen)',
  shortened: 'gekürzt',
  aPart: 'nur ein Teil; das Ende kann fehlen',
  masked: 'was wie ein Kennwort oder Schlüssel aussah, wurde weggelassen',
};
