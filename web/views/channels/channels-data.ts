/** A channel, as `GET /api/channels` lists it. */
export interface Channel {
  readonly name: string;
  readonly type: string;
  readonly secret: string;
  readonly events: readonly string[];
  readonly playbooks: readonly string[] | null;
  readonly customers: readonly number[] | null;
  readonly minPriority: string | null;
  readonly health: ChannelHealth;
}

/** How a channel is. */
export interface ChannelHealth {
  readonly state: string;
  readonly lastOkAt: string | null;
  readonly lastFailedAt: string | null;
  readonly failingSince: string | null;
  readonly code: string | null;
  readonly nextTryAt: string | null;
  readonly waiting: number;
  readonly dropped: number;
}

/** What `GET /api/channels` answers. */
export interface ChannelList {
  readonly channels: readonly Channel[];
  readonly dailySummaryAt: string;
  readonly timeZone: string;
}

/** What became of a test message. */
export interface Tested {
  readonly accepted: boolean;
  readonly code: string | null;
  readonly reason: string | null;
}
