import { HOUR, MINUTE } from '../../helpers/app/app.ts';
import type { About, Evidence } from '../evidence.ts';
import { beganAt, heldAt, isOpenAt } from './facts.ts';

/**
 * A condition that has held for so long has been found, inspected, asked about and ticketed, by
 * every grace.
 */
const SERVED_WITHIN = 10 * HOUR;

/** A user's device is missed in business hours only. */
const SERVED_WITHIN_FOR_USERS = 22 * HOUR;

/**
 * Two inspections find an end soon; a ticket that bounces stays open for a day (`flappingHours`).
 */
const CLOSED_WITHIN = 27 * HOUR;

/** Who needed a ticket and has none, and tickets and alerts that nobody needs any more. */
export function judgeUnserved(
  evidence: Evidence,
  isOfUser: boolean,
): { readonly unserved: string[]; readonly leftOpen: string[] } {
  const { turns, end, tickets, alerts } = evidence;
  const abouts = new Map(turns.map(({ device, condition }) => [`${device} ${condition}`, { device, condition }]));
  const unserved: string[] = [];
  const leftOpen: string[] = [];
  for (const about of abouts.values()) {
    const within = isOfUser && about.condition === 'offline' ? SERVED_WITHIN_FOR_USERS : SERVED_WITHIN;
    const open = tickets.filter((ticket) => isAbout(ticket.about, about) && isOpenAt(ticket, end));
    if (heldAt(evidence, about, end)) {
      const since = beganAt(evidence, about, end);
      const hasAlert = alerts.some((alert) => isAbout(alert.about, about) && alert.archivedAt === undefined);
      if (end - since > within && hasAlert && open.length === 0 && !isAsked(evidence))
        unserved.push(`${nameOf(about)} has no ticket since ${new Date(since).toISOString()}`);
      continue;
    }
    const endedAt = turns.findLast((turn) => isAbout(turn, about) && !turn.holds)?.at ?? 0;
    // Of a device that is away nothing is verified.
    if (isForPeople(evidence, about, endedAt)) continue;
    if (end - endedAt < CLOSED_WITHIN || heldAt(evidence, { ...about, condition: 'offline' }, end)) continue;
    for (const { id, isCarried } of open)
      if (!isCarried)
        leftOpen.push(`ticket ${id} of ${nameOf(about)} is open, over since ${new Date(endedAt).toISOString()}`);
    for (const alert of alerts)
      if (isAbout(alert.about, about) && alert.archivedAt === undefined)
        leftOpen.push(`alert ${alert.id} of ${nameOf(about)} is open, over since ${new Date(endedAt).toISOString()}`);
  }
  return { unserved, leftOpen };
}

/** As `surelyRaisedAt` has it, and the margin of two clocks. */
const LISTED_LATE = 15 * MINUTE;
const CLOCKS = 2 * MINUTE;

/**
 * An alert's date carries no zone: of one that was first listed late, only the listing is certain,
 * and a boot from before that may be one from before the alert. A person must say.
 */
function isForPeople({ alerts, requests }: Evidence, about: About, endedAt: number): boolean {
  if (about.condition !== 'reboot') return false;
  return alerts.some(({ about: one, createdAt }) => {
    const list = requests.find(
      ({ at, template, status }) => at >= createdAt && template === '/alerts' && status === 200,
    );
    const listedAt = list?.at ?? Number.POSITIVE_INFINITY;
    return isAbout(one, about) && listedAt >= createdAt + LISTED_LATE && endedAt <= listedAt + CLOCKS;
  });
}

/** A question that waits is as good as a ticket. */
function isAsked({ questions, end }: Evidence): boolean {
  return questions.some(({ readAt, state }) => state === 'pending' && readAt > end - HOUR);
}

/** One ticket of a site is for each of its devices. */
function isAbout(one: About, other: About): boolean {
  return one.condition === other.condition && (one.device === other.device || one.condition === 'offline');
}

function nameOf({ device, condition }: About): string {
  return `${device} (${condition})`;
}
