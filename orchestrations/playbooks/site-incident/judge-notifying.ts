import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { SiteWatch, WatchedSite } from '../../../shared/domain/sites/site-watch.ts';
import { causeText } from '../../../shared/domain/sites/suspicion.ts';
import { eventId } from '../../../shared/notify/event.ts';
import { siteTexts } from '../../../shared/playbooks/site-incident/texts/index.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { type NotifyDeps, notifyOf } from '../../activities/notify/notify-of.ts';
import { localText } from '../../activities/tickets/local-text.ts';

/** Notifies people that a site is away, or back. Before the row of the sites says so. Idempotent. */
export async function notifySite(deps: NotifyDeps, row: Condition, incident: WatchedSite): Promise<void> {
  const { customerId, customerName, part, endedAt } = incident;
  const texts = siteTexts(languageOf(deps.policy, customerId));
  const customer = customerName ?? row.deviceName ?? texts.customer({ customerId });
  const priority = part ? 'High' : 'Critical';
  const about = { ...row, deviceName: undefined };
  const isOver = endedAt !== undefined;
  const text = isOver ? texts.back(incident) : texts.wentQuiet({ ...incident, customer });
  await notifyOf(deps, about, {
    ...{ event: 'site-incident', of: [isOver ? 'over' : 'begun'], text, priority },
    ...(isOver && { ended: true }),
  });
}

/** The same of a suspicion of Atera itself, which concerns several customers. */
export async function notifySuspicion(
  deps: NotifyDeps,
  before: SiteWatch | undefined,
  after: SiteWatch,
): Promise<void> {
  if (deps.policy.notify.channels.length === 0) return;
  const turned = suspicionText(before, after, deps.policy.language);
  if (!turned) return;
  const { since, text, isOver } = turned;
  await deps.outbox.add({
    id: eventId('vendor-suspected', 'atera', since, isOver ? 'over' : 'begun'),
    ...{ event: 'vendor-suspected', at: after.judgedAt, text: await localText(deps, undefined, text) },
    ...(isOver && { ended: true }),
  });
}

/** Returns what has begun or ended with this judgement; undefined when nothing has. */
export function suspicionText(before: SiteWatch | undefined, after: SiteWatch, language: Language) {
  const { vendorQuietSince, vendorQuietBecause: because = 'customers-together', suspicion } = after;
  const isOver = vendorQuietSince === undefined;
  const since = vendorQuietSince ?? before?.vendorQuietSince;
  if (since === undefined || (before?.vendorQuietSince !== undefined) === !isOver) return undefined;
  const texts = siteTexts(language);
  if (!isOver) return { since, because, isOver, text: texts.suspected({ cause: causeText(because, language) }) };
  const gaveUp = suspicion?.gaveUp ? suspicion : undefined;
  const text = gaveUp
    ? texts.gaveUp({ since: gaveUp.since, cause: causeText(gaveUp.because, language) })
    : texts.trustedAgain;
  return { since, because: suspicion?.because ?? because, isOver, text };
}
