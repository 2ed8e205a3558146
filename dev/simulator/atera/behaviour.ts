import type { TextForm } from './alerts/text-forms.ts';

/**
 * Where the vendor is known to vary or its behaviour is unknown. All of it may be changed while the
 * simulator runs.
 */
export interface AteraBehaviour {
  /** Form of date-times: `mixed` gives each row and member one of the three forms. All are UTC. */
  dates: 'mixed' | 'zoned' | 'zoneless' | 'fraction';
  /**
   * Added to `Created` of alerts as they are sent: a zone-less local time that clients take for UTC
   * (vendor-apis 1.5).
   */
  createdShiftMs: number;
  /**
   * Every other read of an agent by its id still gives the inventory before the last one, as caches
   * do.
   */
  agentCache: 'none' | 'late';
  /**
   * Lists of agents give the inventory before the last one: nothing says that a list is as new as a
   * read by id.
   */
  agentListCache: 'none' | 'late';
  /** A larger `itemsInPage` is clamped to this. */
  maxItemsInPage: number;
  /** Pages of a list beyond this one are `beyondDeepest`, whatever its total says. */
  deepestPage: number;
  beyondDeepest: 'empty' | 'repeated';
  /** Value of `prevLink` and `nextLink` where there is none. */
  noLink: '' | null;
  /** Answer to `PUT /alerts/{id}` for an alert that is already resolved or missing. */
  repeatResolve: 204 | 400 | 404;
  /**
   * GET of a missing object: `documented` = 404 for alerts and tickets, 200 with `null` for agents,
   * customers and contacts; the others give the same answer for all.
   */
  missing: 'documented' | 'not-found' | 'null';
  /** `POST /alerts` with the device and title of an open alert. */
  duplicateAlert: 'create' | 'conflict';
  /** A filter value the enum does not hold (also one in the wrong case). */
  wrongEnum: 'ignored' | 'bad-request';
  /** Whether `alertStatus=Open` lists snoozed alerts too. */
  openIncludesSnoozed: boolean;
  /** A new ticket shows in lists only after this; by id it can be read at once. */
  ticketListLagMs: number;
  /** Whether a ticket's description is also the first entry of its comments. */
  descriptionIsComment: boolean;
  /**
   * How titles and comments of tickets are given back, one form applied after the other; default as
   * they were written.
   */
  textForms: readonly TextForm[];
  /**
   * Writes of contacts and customers answer `{ActionID, ArticleID, Status}` as older material has
   * it.
   */
  oldActionResult: boolean;
  /** What a contact's "ignore mails" is called: differs between descriptions of the API. */
  ignoreMember: 'InIgnoreMode' | 'InIgnoreEmailList';
  /** A new contact shows in lists only after this; by id it can be read at once. */
  contactListLagMs: number;
  /** Whether a filter of contacts is known; an unknown parameter is ignored. */
  contactFilter: 'honoured' | 'ignored';
  /** A contact with an address that its customer has already. */
  sameAddress: 'refused' | 'created';
  /** Whether the values of an object list the fields that are not set. */
  unsetFields: 'listed' | 'left-out';
  /** Whether a number or a flag is given in words as well. */
  typedValues: 'with-text' | 'alone';
  /** Adds rows that are none to the values of an object. */
  oddFieldRows: boolean;
  /** Whether a 429 of the rate limit carries Retry-After; the vendor documents none. */
  retryAfter: 'none' | 'seconds';
  /** Adds a member no client knows to every row. */
  extraMembers: boolean;
}

/** What a simulated tenant does unless a test says otherwise. */
export const DEFAULT_BEHAVIOUR: Readonly<AteraBehaviour> = {
  dates: 'mixed',
  createdShiftMs: 0,
  agentCache: 'none',
  agentListCache: 'none',
  maxItemsInPage: 50,
  deepestPage: Number.POSITIVE_INFINITY,
  beyondDeepest: 'empty',
  noLink: '',
  repeatResolve: 204,
  missing: 'documented',
  duplicateAlert: 'create',
  wrongEnum: 'ignored',
  openIncludesSnoozed: false,
  ticketListLagMs: 0,
  descriptionIsComment: true,
  textForms: [],
  oldActionResult: false,
  ignoreMember: 'InIgnoreMode',
  contactListLagMs: 0,
  contactFilter: 'honoured',
  sameAddress: 'refused',
  unsetFields: 'listed',
  typedValues: 'with-text',
  oddFieldRows: true,
  retryAfter: 'none',
  extraMembers: true,
};
