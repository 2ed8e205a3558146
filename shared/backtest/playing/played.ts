/** What would have become of an alert. */
export const verdicts = [
  /** No playbook takes it, or it is about no device that one is for. */
  'left-alone',
  /** Over before a poll would have listed it. */
  'not-listed',
  /** Over before a person was needed. */
  'passed',
  /** Its device was away together with its site, whose ticket covers it. */
  'in-site-ticket',
  /** A new ticket. */
  'ticket',
  /** The last ticket of the same condition is opened again. */
  'reopened',
  /** A person is asked before anything is done. */
  'question',
  /** Fires within an occurrence that has a ticket or a question already, or gets one. */
  'joined',
  /** Neither over nor a person's at the end of the period. */
  'waiting',
  /** Its date is missing or unreadable: it cannot be placed in time. */
  'undated',
] as const;

/** One of `verdicts`. */
export type PastVerdict = (typeof verdicts)[number];

/** What became of one alert, and the rule or the code that decided. */
export interface RowEnd {
  readonly verdict: PastVerdict;
  readonly because: string;
}

/** Something that a person would have read. Times are epoch ms. */
export interface Written {
  readonly kind: 'ticket' | 'reopened' | 'question' | 'site';
  readonly at: number;
  readonly playbook: string;
  readonly customerId?: number | undefined;
  readonly deviceKey: string;
}

/** A site incident. Times are epoch ms. */
export interface PastSite {
  readonly customerId: number;
  readonly since: number;
  readonly endedAt?: number | undefined;
  readonly quiet: number;
  readonly of: number;
}

/** What playing a history gave. */
export interface Played {
  /** By alert id. */
  readonly ends: ReadonlyMap<number, RowEnd>;
  readonly written: readonly Written[];
  readonly sites: readonly PastSite[];
  /** How often Atera itself was suspected. */
  readonly suspicions: number;
}
