import { useState } from 'preact/hooks';
import { operator } from '../../app/operator.ts';
import { momentIn, wallIn } from '../../lib/zoned.ts';
import type { Choices, DeviceChoice, Prefilled } from './mutes-data.ts';

/** Whom a mute is for. */
export type Whom = 'device' | 'customer';

/** What was typed so far. `what` is `all`, `condition` or the name of a playbook. */
export interface Typed {
  readonly whom: Whom;
  readonly device: DeviceChoice | undefined;
  readonly customer: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly by: string;
  readonly adminKey: string;
}

const HOUR_MS = 3_600_000;

/** The zone of this browser. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A mute that is being filled in, what its times mean, and the body that makes it. */
export function useMuteDraft({ condition }: Prefilled, choices: Choices | undefined, now: number) {
  const [typed, setTyped] = useState<Typed>({
    ...({ whom: 'device', device: undefined, customer: '' } as const),
    ...{ what: condition === '' ? 'all' : 'condition', from: '', until: '' },
    ...{ reason: '', by: operator(), adminKey: '' },
  });
  const { whom, device, customer, what, from, reason, by } = typed;
  const owner = choices?.customers.find(({ id }) => String(id) === customer);
  const zone = (whom === 'device' ? device?.timeZone : owner?.timeZone) ?? HERE;
  // A time that nobody has typed follows the zone.
  const until = typed.until || wallIn(now + 4 * HOUR_MS, zone);
  const [fromAt, untilAt] = [momentIn(from, zone), momentIn(until, zone)];
  const isChosen = whom === 'device' ? device !== undefined : owner !== undefined;
  const isTimed = untilAt !== undefined && (from === '' || fromAt !== undefined);
  const body = () => ({
    ...(whom === 'device' ? { deviceKey: device?.key } : { customerId: Number(customer) }),
    ...(what === 'condition' && { condition }),
    ...(what !== 'all' && what !== 'condition' && { playbook: what }),
    ...(fromAt !== undefined && { from: new Date(fromAt).toISOString() }),
    until: new Date(untilAt ?? 0).toISOString(),
    ...{ reason: reason.trim(), by: by.trim() },
  });
  const put = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  return { typed: { ...typed, until }, zone, fromAt, untilAt, isReady: isChosen && isTimed, body, put };
}

/** As above. */
export type MuteDraft = ReturnType<typeof useMuteDraft>;
