import type { SuspicionCause } from '../../domain/sites/suspicion.ts';
import { utc } from '../../domain/time/utc.ts';

/** Why Atera itself is, or was, suspected. Times are epoch ms. */
export const en = {
  /** As the end of a sentence: after "because", where the language can, or after a colon. */
  causes: {
    'customers-together': 'devices of several customers went quiet together',
    'nothing-reported': 'no device anywhere had been seen recently',
    'agents-dropping':
      'agents of several customers fell silent one after the other while Automox still reached their devices',
  } as Readonly<Record<SuspicionCause, string>>,
  wasSuspected: ({ since, endedAt, cause }: { since: number; endedAt: number; cause: string }): string =>
    `From ${utc(since)} to ${utc(endedAt)} Atera itself was suspected, because ${cause}; no ticket was opened for offline devices meanwhile.`,
};
