/** How long things are kept, in days. docs/storage.md says the same; a test compares them. */
export const keptDays = {
  closedAlerts: 90,
  effects: 180,
  outcomes: 400,
  /** That an event was added; what waits for a channel that is dead. */
  outbox: 30,
  /** Finished orchestrations; what they did is in outcomes and effects for longer. */
  instances: 30,
} as const;

/**
 * The tables that are purged. `contacts`, `conditions` and `switches` hold one row per thing there
 * is, and are kept.
 */
export const purgedTables = ['alerts', 'effects', 'outcomes', 'fences', 'outbox', 'reports', 'mutes'] as const;

/** One of `purgedTables`. */
export type PurgedTable = (typeof purgedTables)[number];

/**
 * Weeks of finished orchestrations that are purged one by one; in the daily run only the newest one
 * holds anything.
 */
export const PURGED_WEEKS = 4;
