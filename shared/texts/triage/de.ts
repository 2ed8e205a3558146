import { utc } from '../../domain/time/utc.ts';
import type { en } from './en.ts';

const sources = { title: 'Titel', message: 'Meldung', both: 'Titel und Meldung' };

const RECOGNISED_BY = { title: 'dem Titel', message: 'der Meldung', both: 'Titel und Meldung' };

/** As `en`; a `reason` is a whole clause for after a colon. */
export const de: typeof en = {
  sources,
  leftAlone: ({ reason }) => `Nicht bearbeitet: ${reason}.`,
  waits: ({ playbook, reason, confidence }) =>
    `Wartet auf das Playbook ${playbook}: ${reason} (Erkennungssicherheit: ${confidence}).`,
  rule: ({ playbook, reason, confidence }) => `Playbook ${playbook}: ${reason} (Sicherheit: ${confidence}).`,
  stays: ({ playbook }) => `Bleibt bei dem Playbook ${playbook}, das den Alarm übernommen hat.`,
  unreadable: ({ reason }) => `Die Zeile des Alarms konnte nicht gelesen werden: ${reason}`,
  olderThanStart: ({ raisedAt, hours }) =>
    `Ausgelöst am ${utc(raisedAt)}, mehr als ${hours} Stunden bevor die Alarme dieses Kontos zum ersten Mal gelesen wurden: nur aufgezeichnet. Soll der Alarm bearbeitet werden, senden Sie seine alertId an POST /api/remediations; wird er erneut ausgelöst, bearbeitet ihn die App von selbst.`,
  snoozed: ({ until }) => `Zurückgestellt bis ${until}.`,
  noAgent: 'Der Alarm nennt keinen Agenten, daher kann das Gerät nicht gelesen werden.',
  noDevice:
    'Der Alarm nennt weder einen Agenten noch eine GUID, daher lässt sich nicht feststellen, um welches Gerät es geht.',
  noCustomer:
    'Der Alarm nennt weder einen Agenten noch eine GUID noch einen Kunden, daher gibt es niemanden, für den ein Ticket eröffnet werden könnte.',
  agentUnknown: 'Ob das Gerät einen Agenten hat, ist erst bekannt, wenn die Geräte aufgelistet sind.',
  hasAgent: ({ label }) => `Das Gerät hat einen eigenen Agenten, und „${label}“ ist für Geräte ohne Agenten`,
  listed: 'Von der Abfrage aufgelistet; es ist noch nichts entschieden.',
  joined: ({ runId }) => `Erneute Auslösung eines Problems, um das sich ${runId} kümmert.`,
  opened: ({ runId }) => `Übernommen von ${runId}.`,
  recordUnreadable: ({ message }) =>
    `Was die App hierzu gespeichert hat, ist nicht lesbar (${message}); bis das behoben ist, wird nichts unternommen. Bitte prüfen Sie das Gerät von Hand.`,
  firstPoll: ({ count, hours }) =>
    `Als die Alarme dieses Kontos zum ersten Mal gelesen wurden, waren ${count} offene, für die es ein Playbook gibt, mehr als ${hours} Stunden alt. Sie werden nur aufgezeichnet (older-than-start) und erhalten keine Tickets. Soll einer bearbeitet werden, senden Sie seine alertId an POST /api/remediations; wird einer erneut ausgelöst, bearbeitet ihn die App von selbst.`,

  confidence: { high: 'hoch', medium: 'mittel', low: 'niedrig' },
  unknown: 'Kein Playbook kennt diesen Titel oder diese Meldung',
  never: ({ pattern }) => `Die Richtlinie nimmt diesen Alarm aus (classification.never: ${pattern})`,
  couldBeEither: ({ playbook, from, other, otherFrom }) =>
    `Es könnte ${playbook} (${from}) oder ${other} (${otherFrom}) sein`,
  notBorneOut: ({ from, playbook, category }) =>
    `${from} könnte ${playbook} bedeuten, aber die Kategorie ${category} spricht nicht dafür`,
  recognised: ({ source }) => `erkannt an ${RECOGNISED_BY[source]}`,
  says: ({ source, says }) =>
    source === 'both' ? `Titel und Meldung besagen, ${says}` : `${sources[source]} besagt, ${says}`,
  categoryAgrees: ({ reason, category }) => `${reason}; die Kategorie ${category} passt dazu`,
  categoryDiffers: ({ reason, category }) => `${reason}; die Kategorie ${category} passt nicht dazu`,
};
