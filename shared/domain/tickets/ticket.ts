/** A ticket. Times are epoch ms. Status strings are the tenant's own. */
export interface Ticket {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly priority: 'Low' | 'Medium' | 'High' | 'Critical' | 'unknown';
  readonly customerId?: number | undefined;
  readonly endUserId?: number | undefined;
  readonly technicianId?: number | undefined;
  readonly technicianEmail: string;
  /** The description the ticket was opened with, where the marker is searched for. */
  readonly firstComment: string;
  /**
   * The newest comments by an end user and by a technician; '' where there is none, undefined where
   * Atera does not report.
   */
  readonly lastComments?: readonly string[] | undefined;
  /** The ticket this one was merged into, or is a child of. */
  readonly parentTicketId?: number | undefined;
  readonly createdAt?: number | undefined;
  readonly resolvedAt?: number | undefined;
  readonly notes: readonly string[];
}

/** A comment on a ticket; comments carry no id. `at` = epoch ms. */
export interface TicketComment {
  /**
   * Its text in each form Atera gives: plain, HTML, or both. None for an empty one, such as a bare
   * attachment.
   */
  readonly texts: readonly string[];
  readonly at?: number | undefined;
  readonly isInternal?: boolean | undefined;
  readonly technicianId?: number | undefined;
  readonly endUserId?: number | undefined;
  readonly email: string;
}

/** How the tenant calls its ticket statuses. */
export interface StatusNames {
  readonly ticketStatus: { readonly open: string; readonly resolved: string; readonly closed: readonly string[] };
}

/** What the tenant's own automation does to every new ticket, as the policy names it. */
export interface TenantRules {
  readonly technician?: string | undefined;
  readonly status?: string | undefined;
  readonly autoReply?: string | undefined;
}
