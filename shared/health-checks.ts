import type { LinksState } from './answers/answer-links.ts';
import { isBulk } from './domain/tickets/person-close.ts';
import { utc } from './domain/time/utc.ts';
import type { Check, HealthDeps } from './health.ts';
import { pendingEntry } from './policy/stored/entries.ts';

/** What a check found. */
type Finding = Omit<Check, 'name'>;

/** Whether somebody is named who writes comments. */
export async function checkTechnician({ inForce }: HealthDeps): Promise<Finding> {
  const { policy } = await inForce();
  if (policy.technicianEmail !== undefined) return { status: 'ok', detail: 'named by the policy' };
  return { status: 'warning', detail: 'the policy names none: no comments are written to tickets' };
}

/** What is stored and cannot be used stops every write: a person must put it right. */
export async function checkPolicy({ policies, clock }: HealthDeps): Promise<Finding> {
  const { entry, head, stopped } = await policies.current();
  if (policies.isUnread()) return { status: 'warning', detail: 'cannot be read; the last one that was stays in force' };
  if (stopped === 'invalid')
    return {
      status: 'failed',
      detail: `version ${entry?.version} is not valid for this version of the app: nothing outside the app is changed`,
    };
  if (stopped)
    return { status: 'failed', detail: 'what was stored cannot be found: nothing outside the app is changed' };
  const pending = pendingEntry(head?.entries ?? [], clock.now());
  if (pending)
    return {
      status: 'warning',
      detail: `one that allows more is in force from ${utc(pending.effectiveAt)}`,
    };
  return { status: 'ok', detail: entry ? `version ${entry.version}` : 'the file' };
}

/** Whether the kill switch stops every write. */
export async function checkKillSwitch({ killSwitch }: HealthDeps): Promise<Finding> {
  const { on, setAt } = await killSwitch.get();
  if (!on) return { status: 'ok', detail: 'off' };
  const since = setAt === undefined ? 'some time' : new Date(setAt).toISOString();
  return { status: 'warning', detail: `on since ${since}: nothing is changed` };
}

/**
 * The site rule's suspicion: offline devices get no tickets while it lasts, so a person should
 * know.
 */
export async function checkAtera({ sites }: HealthDeps): Promise<Finding> {
  const since = (await sites.get())?.vendorQuietSince;
  if (since === undefined) return { status: 'ok', detail: 'not suspected' };
  const detail = `suspected of reporting no device since ${utc(since)}: offline devices get no tickets`;
  return { status: 'warning', detail };
}

/** A field that was renamed in Atera opts nobody out any more, and nobody would notice. */
export async function checkFields({ narrowings, inForce }: HealthDeps): Promise<Finding> {
  const { customFields } = (await inForce()).policy;
  if (Object.values(customFields).every((name) => name === undefined))
    return { status: 'ok', detail: 'the policy names none' };
  const missing = (await narrowings.definitions())?.missing.length ?? 0;
  if (missing === 0) return { status: 'ok', detail: 'as the policy names them' };
  const detail = `${missing} of those that the policy names do not exist in Atera, and opt nobody out: the log says which (custom-field-missing)`;
  return { status: 'warning', detail };
}

/**
 * Whether devices without an agent can be read: without that their alerts are the only evidence.
 */
export async function checkMonitored({ monitored }: HealthDeps): Promise<Finding> {
  const last = await monitored.listing();
  if (!last) return { status: 'ok', detail: 'not listed yet' };
  if (last.isRefused) {
    const detail =
      'Atera refuses the lists of devices without an agent (the key lacks the right for devices): only their alerts report them';
    return { status: 'warning', detail };
  }
  if (last.failed === undefined) return { status: 'ok', detail: `listed ${utc(last.triedAt)}` };
  return { status: 'warning', detail: `not all could be listed ${utc(last.triedAt)}` };
}

/** Without links, messages lead to the dashboard: nothing else depends on them. */
const links = {
  on: { status: 'ok', detail: 'are made' },
  'off-by-policy': { status: 'ok', detail: 'off, as the policy says' },
  'nobody-may': { status: 'ok', detail: 'off: nobody signs in (SIGN_IN), and the policy lets nobody answer without' },
  'no-address': { status: 'warning', detail: 'off: PUBLIC_URL is not set' },
  'no-key': { status: 'warning', detail: 'off: their key cannot be read (`npm run keys` makes one)' },
} as const satisfies Record<LinksState, Finding>;

/** Whether links to answers are made. */
export async function checkLinks({ answerLinks }: HealthDeps): Promise<Finding> {
  return links[await answerLinks.state()];
}

/**
 * Whether tickets are being closed in bulk or by a rule: then what still occurs may go unnoticed.
 */
export async function checkTickets({ ticketWatch, clock }: HealthDeps): Promise<Finding> {
  const { closes } = await ticketWatch.get();
  if (!isBulk(closes, clock.now())) return { status: 'ok', detail: 'not ended in bulk' };
  const detail =
    'five or more were ended within ten minutes while what they are about still occurs: in bulk, or by a rule';
  return { status: 'warning', detail };
}
