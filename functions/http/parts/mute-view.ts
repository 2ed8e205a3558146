import type { z } from 'zod';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { endOf, isInForce, type Mute, type MuteSubject, muteOf } from '../../../shared/domain/mutes/mute.ts';
import type { Mute as ShownMute } from '../answers/mutes.ts';

/** Returns a mute as people and programs read it at `now` (epoch ms). */
export function muteView(mute: Mute, now: number): z.input<typeof ShownMute> {
  const { id, deviceKey, deviceName, customerId, customerName, ended, reason, by } = mute;
  return {
    id,
    state: now >= endOf(mute) ? 'ended' : isInForce(mute, now) ? 'in-force' : 'planned',
    device: deviceKey === undefined ? null : { key: deviceKey, name: deviceName ?? null },
    customer: customerId === undefined ? null : { id: customerId, name: customerName ?? null },
    playbook: mute.playbook ?? null,
    condition: mute.conditionKey ?? null,
    from: text(mute.from),
    until: text(mute.until),
    reason,
    by,
    createdAt: text(mute.createdAt),
    ended: ended ? { at: text(ended.at), by: ended.by, reason: ended.reason ?? null } : null,
  };
}

/** Returns the mute that holds for an alert or an occurrence now, as people and programs read it; null without one. */
export async function muteNow({ mutes, clock }: Pick<AppDeps, 'mutes' | 'clock'>, subject: MuteSubject) {
  const now = clock.now();
  const mute = muteOf((await mutes.current(KNOWN_MS)).mutes, subject, now);
  return mute ? muteView(mute, now) : null;
}

const KNOWN_MS = 2_000;

function text(at: number): string {
  return new Date(at).toISOString();
}
