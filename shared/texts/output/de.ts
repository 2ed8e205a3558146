import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  none: ({ workletId, sentAt }) =>
    `Automox hat keine Ausgabe des Worklets ${workletId} gemeldet, gesendet ${utc(sentAt)}.`,
  several: ({ workletId, sentAt }) =>
    `Automox meldet mehrere Läufe auf diesem Gerät, die der des Worklets ${workletId} sein können, gesendet ${utc(sentAt)}: Welcher von der App stammt, ist nicht bekannt, daher wird keine Ausgabe zitiert.`,
  unclear: ({ workletId, sentAt, runAt }) => {
    const begun = runAt === undefined ? 'zu unbekannter Zeit begonnen' : `begonnen ${utc(runAt)}`;
    return `Automox meldet einen Lauf auf diesem Gerät, ${begun}. Ob es der des Worklets ${workletId} ist (gesendet ${utc(sentAt)}), ist nicht bekannt, daher wird keine Ausgabe zitiert.`;
  },
  reported: ({ workletId, sentAt }) =>
    `Von Automox gemeldet zum Worklet ${workletId}, gesendet ${utc(sentAt)} (Text vom Gerät, nicht geprüft):`,
  nothing: 'Automox meldet nicht, was es ausgegeben hat.',
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
  masked: 'was wie ein Geheimnis aussah, ist weggelassen',
};
