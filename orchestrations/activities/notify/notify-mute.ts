import { type Mute, whomText } from '../../../shared/domain/mutes/mute.ts';
import { eventId } from '../../../shared/notify/event.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { muteTexts } from '../../../shared/texts/mute/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { localText } from '../tickets/local-text.ts';

/** What notifying of a mute works with. */
export type NotifyMuteDeps = Pick<ActivityDeps, 'customers' | 'outbox' | 'policy'>;

/**
 * Notifies people of a mute, after it holds: who muted whom, until when and why. Idempotent: who made
 * it may have been interrupted, and the poll that carries out its beginning notifies of it again.
 */
export async function notifyMute(deps: NotifyMuteDeps, mute: Mute): Promise<void> {
  if (deps.policy.notify.channels.length === 0) return;
  const { id, customerId, customerName, deviceName, playbook, createdAt, from: since, until, reason, by } = mute;
  const text = muteTexts(languageOf(deps.policy, customerId)).made({ whom: whomText(mute), since, until, reason, by });
  await deps.outbox.add({
    ...{ id: eventId('mute-created', id), event: 'mute-created', at: createdAt },
    ...(customerId !== undefined && { customerId }),
    ...(customerName !== undefined && { customerName }),
    ...(deviceName !== undefined && { deviceName }),
    ...(playbook !== undefined && { playbook }),
    text: await localText(deps, customerId, text),
  });
}
