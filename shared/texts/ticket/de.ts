import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  what: ({ what }) => `Was: ${what}`,
  since: ({ raisedAt, inspectedAt }) =>
    `Seit: ${utc(raisedAt)} (Alarm ausgelöst), erneut geprüft am ${utc(inspectedAt)}.`,
  sinceAsked: ({ raisedAt, inspectedAt }) =>
    `Seit: ${utc(raisedAt)} (von einer Person angefordert), erneut geprüft am ${utc(inspectedAt)}.`,
  observed: ({ observed }) => `Befund: ${observed}`,
  tried: ({ tried }) => `Unternommen: ${tried}`,
  before: ({ before }) => `Vorher: ${before}.`,
  pleaseDo: ({ advice }) => `Bitte: ${advice}`,
  closedByPerson: 'Dieses Ticket wird nicht automatisch geschlossen: Bitte schließen Sie es, wenn es erledigt ist.',
  closedByItself: ({ closesWhen }) =>
    `Dieses Ticket wird automatisch geschlossen, wenn ${closesWhen}, sofern niemand daran gearbeitet hat.`,
  repeated: ({ repeats, observed }) => {
    const times = repeats === 1 ? 'noch einmal' : `noch ${repeats}-mal`;
    return `Der Alarm wurde seit der letzten Notiz ${times} ausgelöst. Aktueller Stand: ${observed}`;
  },
  reminder: ({ raisedAt, observed }) => `Besteht weiterhin seit ${utc(raisedAt)}. Aktueller Stand: ${observed}`,
  recovered: ({ observed }) =>
    `Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen. Aktueller Stand: ${observed}`,
  isResolved: 'Das Ticket wird auf gelöst gesetzt.',
  isLeft: 'Das Ticket bleibt bei dem, der daran arbeitet.',
  done: ({ done }) => `Von der App unternommen: ${done}`,
  adopted: ({ marker, observed }) => `Die Remediation-App hat dasselbe Problem erkannt ${marker}. ${observed}`,
  cameBack: ({ raisedAt, observed }) => `Das Problem ist seit ${utc(raisedAt)} wieder da. ${observed}`,
  keepsComingBack: ({ hours }) =>
    `Das Problem tritt immer wieder auf: Das Ticket bleibt offen, bis es ${hours} Stunden lang ausgeblieben ist.`,
  // As it stands after any preposition.
  unnamedDevice: 'Gerät (im Alarm nicht benannt)',
  device: ({ deviceKey }) => `Gerät ${deviceKey}`,
};
