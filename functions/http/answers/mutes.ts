import { z } from 'zod';
import { id, time } from './common.ts';

/** A mute in an answer. */
export const Mute = z.object({
  id: z.string(),
  state: z.enum(['planned', 'in-force', 'ended']),
  /** The device; null = the whole customer. */
  device: z.object({ key: z.string(), name: z.string().nullable() }).nullable(),
  /** Who is muted, or whose the device was when the mute was made. */
  customer: z.object({ id, name: z.string().nullable() }).nullable(),
  /** Null = every playbook. */
  playbook: z.string().nullable(),
  condition: z.string().nullable(),
  from: time,
  until: time,
  reason: z.string(),
  by: z.string(),
  createdAt: time,
  /** A person ended it before its time. */
  ended: z.object({ at: time, by: z.string(), reason: z.string().nullable() }).nullable(),
});

/** One that was just made. */
export const CreatedMute = Mute.extend({
  /** What should be checked, for it may be a mistake. */
  note: z.string().nullable(),
});

/** The mutes there are. */
export const MuteList = z.object({
  /** In force, planned, then the ones that ended last. */
  mutes: z.array(Mute),
  /** Rows that cannot be read: while there are any, no command is sent to any device. */
  unreadable: z.int().nonnegative(),
});

/** What can be muted. */
export const MuteChoices = z.object({
  devices: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      kind: z.enum(['agent', 'network']),
      customer: z.object({ id, name: z.string().nullable() }).nullable(),
      /** Its customer's, by its IANA name. */
      timeZone: z.string(),
    }),
  ),
  moreDevices: z.boolean(),
  customers: z.array(z.object({ id, name: z.string().nullable(), timeZone: z.string() })),
  playbooks: z.array(z.string()),
});
