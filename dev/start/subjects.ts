import type { EventFacts } from './event-lines.ts';

/** Whom an event is about, as far as that is known. */
export interface Subject {
  readonly customer: string;
  readonly device: string;
}

/** A site incident is about a customer, which stands where others name their device. */
const SITE_KEY = /(?:\[rmm |^(?:rem|fol)\.)c\d/;

/**
 * `[rmm a12.disk-space.C.3]` in a ticket's title, or `rem.a12.disk-space.C.3` as the id of a run.
 */
const DEVICE_KEY = /(?:\[rmm |^(?:rem|fol)\.)([^.\]]+)/;

/**
 * Remembers from event to event which customer and device an alert, a run or a ticket belongs to:
 * most events name only the one they are about.
 */
export class Subjects {
  readonly #known = new Map<string, Subject>();

  /** The subject of an event; what it shares with earlier ones fills the gaps. */
  of(facts: EventFacts): Subject {
    const keys = keysOf(facts);
    const earlier = keys.map((key) => this.#known.get(key)).find((subject) => subject !== undefined);
    const isKnownSite = earlier?.device === '' && earlier.customer === text(facts.device);
    const isSite = isKnownSite || SITE_KEY.test(text(facts.runId)) || SITE_KEY.test(text(facts.title));
    const named = isSite ? { customer: text(facts.device), device: '' } : facts;
    const subject = {
      customer: text(named.customer) || earlier?.customer || '',
      device: text(named.device) || earlier?.device || '',
    };
    if (subject.customer || subject.device) for (const key of keys) this.#known.set(key, subject);
    return subject;
  }
}

function keysOf({ alertId, ticketId, runId, title }: EventFacts): string[] {
  const deviceKey = DEVICE_KEY.exec(text(runId))?.[1] ?? DEVICE_KEY.exec(text(title))?.[1];
  return [
    ...(alertId === undefined ? [] : [`alert ${alertId}`]),
    ...(deviceKey === undefined ? [] : [`device ${deviceKey}`]),
    ...(ticketId === undefined ? [] : [`ticket ${ticketId}`]),
  ];
}

function text(value: EventFacts[string]): string {
  return value === undefined ? '' : String(value);
}
