import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { Alert } from '../../simulator/world/monitoring/alerts.ts';
import { type Check, none } from '../check.ts';
import type { PlayedDay } from '../once.ts';
import { checkCommands, checkRequests } from './day-limits.ts';
import { checkTelling } from './day-told.ts';

/** An alert that stays open this long is listed in at least one poll: they are 2 minutes apart. */
const CERTAINLY_LISTED_MS = 3 * 60_000;

const SITE_MARKER = /\[rmm c\d+\.site-incident\./;
const OFFLINE_MARKER = /\[rmm a\d+\.offline\./;

/** So long after the first of its devices went quiet a site has its ticket. */
const SITE_GRACE_MS = 15 * 60_000;

/** `[rmm a12.disk-space.C.3]`: the condition, without the number of its occurrence. */
const MARKER = /\[rmm (.+)\.\d+\]/;

/** Checks what the simulators recorded and what the tables hold against the app's promises. */
export function checkDay(played: PlayedDay): Check[] {
  return [
    ...checkAlerts(played),
    ...checkTickets(played),
    ...checkCommands(played),
    ...checkTelling(played),
    ...checkRequests(played),
  ];
}

/** What the checks of tickets need of a played day. */
export interface TicketFacts {
  readonly simulator: Pick<Simulator, 'world'>;
  readonly outcomes: readonly Outcome[];
}

/** What the checks of alerts need of it. */
export interface AlertFacts extends TicketFacts, Pick<PlayedDay, 'watch' | 'endedAt'> {}

/** Checks what became of each alert. */
export function checkAlerts(played: AlertFacts): Check[] {
  const { watch, outcomes } = played;
  const { alerts, without } = alertsWithoutOutcome(played);
  const timeless = outcomes.filter(({ state, nextAt }) => state === 'waiting' && nextAt === undefined);
  const waiting = outcomes.filter(({ state }) => state === 'waiting').length;
  const { alertsResolved, ticketsResolved, tooEarly } = watch;
  return [
    none(`every listed alert has an outcome row (${alerts} alerts)`, without),
    none(
      `whatever waits says until when (${waiting})`,
      timeless.map(({ subject }) => subject),
    ),
    none(`nothing was ended while its condition held (${alertsResolved} alerts, ${ticketsResolved} tickets)`, tooEarly),
  ];
}

/** Checks that nobody got two tickets for one thing. */
export function checkTickets(played: TicketFacts): Check[] {
  const { tickets, twice } = ticketsOfOneCondition(played.simulator.world.tickets.all().map(({ title }) => title));
  const { sites, besideSites } = ticketsOfSites(played);
  return [
    none(`no condition got a second ticket (${tickets} tickets of ours)`, twice),
    none('no ticket was opened beside one that the alert carried already', ticketsBesideAnother(played)),
    none(`a quiet site got one ticket, its devices none (sites: ${sites})`, besideSites),
  ];
}

function alertsWithoutOutcome({ simulator, outcomes, endedAt }: AlertFacts): { alerts: number; without: string[] } {
  const subjects = new Set(outcomes.map(({ subject }) => subject));
  const listed = simulator.world.alerts
    .all()
    .filter(({ createdAt, archivedAt = endedAt }) => archivedAt - createdAt >= CERTAINLY_LISTED_MS);
  const lost = listed.filter((alert) => isReadable(alert) && !subjects.has(String(alert.id)));
  const unreadable = listed.filter((alert) => !isReadable(alert)).length;
  const recorded = outcomes.filter(({ state }) => state === 'unreadable').length;
  const without = lost.map(({ id }) => `alert ${id}`);
  if (recorded < unreadable) without.push(`${unreadable - recorded} unreadable rows`);
  return { alerts: listed.length, without };
}

/** Rows without a usable id are recorded by what is known of them. */
function isReadable(alert: Alert): boolean {
  return !('replaceWith' in alert) && alert.raw?.AlertID === undefined;
}

/** Within a day a condition that comes back reopens its ticket, so a second one is one too many. */
function ticketsOfOneCondition(titles: readonly string[]): { tickets: number; twice: string[] } {
  const conditions = titles.map((title) => MARKER.exec(title)?.[1]).filter((condition) => condition !== undefined);
  const twice = conditions.filter((condition, index) => conditions.indexOf(condition) < index);
  return { tickets: conditions.length, twice: [...new Set(twice)] };
}

/**
 * Ticket ids rise with time: ours may not be younger than the one Atera or a person had attached to
 * the alert.
 */
function ticketsBesideAnother({ simulator, outcomes }: TicketFacts): string[] {
  return outcomes.flatMap(({ alertId, ticketId }) => {
    const carried = alertId === undefined ? undefined : simulator.world.alerts.get(alertId)?.ticketId;
    return carried && ticketId !== undefined && ticketId > carried ? [`ticket ${ticketId} beside ${carried}`] : [];
  });
}

/** Tickets of single devices that were opened while their whole site was quiet. */
function ticketsOfSites({ simulator }: TicketFacts): { sites: number; besideSites: string[] } {
  const ours = simulator.world.tickets.all();
  const sites = ours.filter(({ title }) => SITE_MARKER.test(title));
  const beside = sites.flatMap(({ customerId, createdAt, resolvedAt = Number.POSITIVE_INFINITY }) =>
    ours.filter(
      (ticket) =>
        ticket.customerId === customerId &&
        OFFLINE_MARKER.test(ticket.title) &&
        ticket.createdAt > createdAt - SITE_GRACE_MS &&
        ticket.createdAt < resolvedAt,
    ),
  );
  const missing = sites.length === 0 ? ['the site of the script'] : [];
  return { sites: sites.length, besideSites: [...missing, ...beside.map(({ id }) => `ticket ${id}`)] };
}
