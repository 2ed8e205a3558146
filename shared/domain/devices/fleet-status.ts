import { z } from 'zod';
import { DAY_MS } from '../../durations.ts';
import type { DeviceClass } from './device-class.ts';
import type { DirectoryAgent } from './directory-agent.ts';

/** An agent not seen for so long is worth a question: sold, broken, or its agent dead. */
export const LONG_UNSEEN_DAYS = 30;

/** The classes of devices, as reports list them. */
export const reportedClasses = ['server', 'workstation', 'laptop'] as const satisfies readonly DeviceClass[];

/** Agents of one class: as Atera showed them at a refresh. */
export const ClassStatus = z.object({
  online: z.int().nonnegative(),
  offline: z.int().nonnegative(),
  /** Atera did not say. */
  unknown: z.int().nonnegative(),
  /** Of those not online: not seen for `LONG_UNSEEN_DAYS`, or never. */
  longUnseen: z.int().nonnegative(),
});

/** As above. */
export type ClassStatus = z.output<typeof ClassStatus>;

const NONE: ClassStatus = { online: 0, offline: 0, unknown: 0, longUnseen: 0 };

/** One customer in few characters: its id (0 = none), then the four numbers of each class. */
const Packed = z.array(z.int().nonnegative()).length(1 + 4 * reportedClasses.length);

/** The agents of all customers by class, packed for one column. */
export const FleetStatus = z.object({
  customers: z.array(Packed).readonly(),
  /** Agents of customers that do not fit. */
  moreAgents: z.int().nonnegative(),
});

/** As above. */
export type FleetStatus = z.output<typeof FleetStatus>;

/** The agents of a customer, or of all, by class. */
export type StatusByClass = Readonly<Record<DeviceClass, ClassStatus>>;

/** A column of a row holds 32 K characters. */
const COLUMN_CHARACTERS = 30_000;

/** Names are for people; an id says which customer it is. */
const MAX_NAME = 40;

type Counted = Pick<DirectoryAgent, 'customerId' | 'customerName' | 'deviceClass' | 'online' | 'lastSeenAt'>;

/** Counts agents one by one; `now` is epoch ms. */
export function fleetCounter(now: number) {
  const counts = new Map<number, Record<DeviceClass, ClassStatus>>();
  const names = new Map<number, string>();
  return {
    add({ customerId = 0, customerName, deviceClass, online, lastSeenAt = 0 }: Counted) {
      if (customerName) names.set(customerId, customerName.slice(0, MAX_NAME));
      const of = counts.get(customerId) ?? { server: NONE, workstation: NONE, laptop: NONE };
      const state = online === undefined ? 'unknown' : online ? 'online' : 'offline';
      const isLong = online !== true && now - lastSeenAt > LONG_UNSEEN_DAYS * DAY_MS;
      const before = of[deviceClass];
      const longUnseen = before.longUnseen + (isLong ? 1 : 0);
      counts.set(customerId, { ...of, [deviceClass]: { ...before, [state]: before[state] + 1, longUnseen } });
    },
    /** The customers' names by id, as many as fit. */
    names: (): Readonly<Record<string, string>> => Object.fromEntries(asManyAsFit([...names])),
    status(): FleetStatus {
      const packed = [...counts].map(([customerId, of]) => pack(customerId, of));
      packed.sort((one, other) => agentsIn(other) - agentsIn(one));
      const customers = asManyAsFit(packed);
      const left = packed.slice(customers.length);
      return {
        customers,
        moreAgents: left.reduce((sum, one) => sum + agentsIn(one), 0),
      };
    },
  };
}

/** The first of them that one column takes as JSON: a row that is too large is not written at all. */
function asManyAsFit<T>(all: readonly T[]): T[] {
  let characters = 0;
  const end = all.findIndex((one) => {
    characters += JSON.stringify(one).length + 1;
    return characters > COLUMN_CHARACTERS;
  });
  return all.slice(0, end < 0 ? all.length : end);
}

/** Returns the agents by class, of one customer or of all that are kept. */
export function statusByClass({ customers }: FleetStatus, customerId: number | undefined): StatusByClass {
  const wanted = customers.filter(([id]) => customerId === undefined || id === customerId);
  const of = (index: number): ClassStatus => {
    const sum = (offset: number) => wanted.reduce((total, one) => total + (one[1 + index * 4 + offset] ?? 0), 0);
    return { online: sum(0), offline: sum(1), unknown: sum(2), longUnseen: sum(3) };
  };
  return { server: of(0), workstation: of(1), laptop: of(2) };
}

function pack(customerId: number, of: StatusByClass): number[] {
  const numbers = reportedClasses.flatMap((name) => {
    const { online, offline, unknown, longUnseen } = of[name];
    return [online, offline, unknown, longUnseen];
  });
  return [customerId, ...numbers];
}

function agentsIn(packed: readonly number[]): number {
  return packed.reduce((sum, count, index) => (index > 0 && index % 4 !== 0 ? sum + count : sum), 0);
}
