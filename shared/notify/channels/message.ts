import type { EventName, Priority } from '../event-names.ts';

/** Where a person can go from a notification; made when it is sent, never stored. */
export interface Links {
  /** The page where the question is answered. */
  readonly answer?: string;
  /** The remediation or the page it is about in the dashboard. */
  readonly dashboard?: string;
}

/** One event as it is sent, with its links. Every text may be a vendor's or a customer's. */
export interface LinkedEvent {
  readonly id: string;
  readonly event: EventName;
  /** Epoch ms. */
  readonly at: number;
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly playbook?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly ticketId?: number | undefined;
  readonly remediationId?: string | undefined;
  /** Of a question: until when it can be answered (epoch ms). */
  readonly question?: { readonly expiresAt: number } | undefined;
  /** True: what an earlier one was about has ended. */
  readonly ended?: boolean | undefined;
  /** What happened, in whole sentences of the customer's language, with local times. */
  readonly text: string;
  readonly links?: Links | undefined;
}

/** How often something happened. */
export interface EventCount {
  readonly event: EventName;
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  readonly count: number;
}

/** Many things that happened, as one message. */
export interface DigestMessage {
  readonly kind: 'digest';
  readonly id: string;
  /** Epoch ms of the first and the last of what is in it. */
  readonly from: number;
  readonly to: number;
  /**
   * What is named, the most important first. Every question must be among them, at most
   * `MOST_QUESTIONS` of them: more are another digest.
   */
  readonly events: readonly LinkedEvent[];
  /** Everything that is in it, what is named included, the most important kind first. */
  readonly counts: readonly EventCount[];
  /** The dashboard's first page. */
  readonly links?: Links | undefined;
}

/** A ticket that a person ended while what it is about still occurred. */
export interface HeldTicket {
  readonly ticketId?: number | undefined;
  readonly deviceName?: string | undefined;
  readonly customerName?: string | undefined;
  /** When the app goes on by itself (epoch ms). */
  readonly until?: number | undefined;
}

/** A mute that is in force or will be. */
export interface MuteLine {
  /** What is muted, by name. */
  readonly what: string;
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  readonly by?: string | undefined;
}

/** What was done in a day, and what is open. A figure that is not known is absent. */
export interface SummaryMessage {
  readonly kind: 'daily-summary';
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly figures: {
    readonly alertsSeen?: number | undefined;
    readonly takenUp?: number | undefined;
    readonly recovered?: number | undefined;
    readonly fixed?: number | undefined;
    readonly ticketsOpened?: number | undefined;
    readonly failed?: number | undefined;
  };
  /** Questions that are open now. */
  readonly questions: readonly LinkedEvent[];
  readonly held: readonly HeldTicket[];
  readonly mutes: readonly MuteLine[];
  /** What health warns of, in words. */
  readonly warnings: readonly string[];
  readonly links?: Links | undefined;
}

/** What is sent to a channel at once. */
export type ChannelMessage =
  | { readonly kind: 'event'; readonly event: LinkedEvent }
  | DigestMessage
  | SummaryMessage
  /** Asks for nothing; shows a person that the channel works. */
  | { readonly kind: 'test'; readonly id: string; readonly at: number };

/** As many questions fit into one digest of every kind of channel, with their links. */
export const MOST_QUESTIONS = 10;
