import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  causes: {
    'customers-together': 'Geräte mehrerer Kunden sind gleichzeitig verstummt',
    'nothing-reported': 'Kein einziges Gerät hatte sich in letzter Zeit gemeldet',
    'agents-dropping':
      'Agenten mehrerer Kunden sind nacheinander verstummt, während Automox deren Geräte noch erreicht hat',
  },
  wasSuspected: ({ since, endedAt, cause }) =>
    `Von ${utc(since)} bis ${utc(endedAt)} bestand der Verdacht auf eine Störung bei Atera selbst: ${cause}. In dieser Zeit wurde für Geräte, die offline waren, kein Ticket eröffnet.`,
};
