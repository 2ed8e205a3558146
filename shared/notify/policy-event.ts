import { whoText } from '../domain/people/who.ts';
import { withLocalTimes } from '../domain/time/local-times.ts';
import { utc } from '../domain/time/utc.ts';
import type { PolicyChange } from '../policy/changes/policy-changes.ts';
import type { CustomerPolicy } from '../policy/customer.ts';
import type { PolicyEntry } from '../storage/policy-store.ts';
import { policyTexts } from '../texts/policy/index.ts';
import { eventId, type NotifyEvent } from './event.ts';

type Locale = Pick<CustomerPolicy, 'language' | 'timeZone'>;

/** So many changes are sent; the page has them all. */
const MOST_CHANGES = 8;

/** What a version of the policy is announced for: that it is announced, in force, or withdrawn. */
export type PolicyStage = 'announced' | 'in-force' | 'withdrawn';

/** Returns the notification of a version of the policy; the same for the same stage of it. */
export function policyEvent(
  entry: PolicyEntry,
  stage: PolicyStage,
  changes: readonly PolicyChange[],
  locale: Locale,
): NotifyEvent {
  const id = eventId('policy-changed', entry.version, entry.key, stage);
  const text = withLocalTimes(textOf(entry, stage, changes, locale), locale);
  return { id, event: 'policy-changed', at: momentOf(entry, stage), text };
}

function momentOf({ at, effectiveAt, withdrawn }: PolicyEntry, stage: PolicyStage): number {
  return stage === 'announced' ? at : stage === 'in-force' ? effectiveAt : (withdrawn?.at ?? at);
}

function textOf(
  { who, effectiveAt, withdrawn }: PolicyEntry,
  stage: PolicyStage,
  changes: readonly PolicyChange[],
  { language }: Locale,
): string {
  const texts = policyTexts(language);
  const by = whoText(who, language);
  if (stage === 'withdrawn') return texts.withdrawn({ announcedBy: by, by: whoText(withdrawn?.who ?? who, language) });
  const left = changes.length - MOST_CHANGES;
  const listed = [
    ...changes.slice(0, MOST_CHANGES).map(({ text }) => text),
    ...(left > 0 ? [texts.more({ count: left })] : []),
  ];
  if (stage === 'in-force') return texts.inForce({ by, changes: listed.join(' ') });
  return texts.announced({ by, at: utc(effectiveAt), changes: listed.join(' ') });
}
