import type { Alert } from '../simulator/world/alerts.ts';
import type { PlayedDay } from './once.ts';

/** One promise of the app, checked from outside on a played day. */
export interface Check {
  readonly holds: boolean;
  /** What was checked, with its figures. */
  readonly text: string;
}

/** An alert that stays open this long is listed in at least one poll: they are 2 minutes apart. */
const CERTAINLY_LISTED_MS = 3 * 60_000;

/** `[rmm a12.disk-space.C.3]`: the condition, without the number of its occurrence. */
const MARKER = /\[rmm (.+)\.\d+\]/;

/** Checks what the simulator saw and what the tables hold against the app's promises. */
export function checkDay(played: PlayedDay): Check[] {
  const { simulator, product, share } = played;
  const { alerts, without } = alertsWithoutOutcome(played);
  const { tickets, twice } = ticketsOfOneCondition(simulator.world.tickets.all().map((ticket) => ticket.title));
  const unknown = simulator.unknownRequests.length;
  const peak = simulator.peakRequests();
  const { problems } = product;
  const beside = ticketsBesideAnother(played);
  return [
    { holds: without.length === 0, text: named(`every alert seen has an outcome row (${alerts} alerts)`, without) },
    { holds: twice.length === 0, text: named(`no condition got a second ticket (${tickets} tickets of ours)`, twice) },
    {
      holds: beside.length === 0,
      text: named('no ticket was opened beside one that the alert carried already', beside),
    },
    { holds: unknown === 0, text: `requests that Atera does not know: ${unknown}` },
    { holds: peak <= share, text: `requests in the busiest minute: ${peak} of a share of ${share}` },
    { holds: problems.length === 0, text: named('neither host nor app logged a warning or an error', problems) },
  ];
}

function alertsWithoutOutcome({ simulator, outcomes, endedAt }: PlayedDay): { alerts: number; without: string[] } {
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

/** Ticket ids rise with time: ours may not be younger than the one Atera or a person had attached to the alert. */
function ticketsBesideAnother({ simulator, outcomes }: PlayedDay): string[] {
  return outcomes.flatMap(({ alertId, ticketId }) => {
    const carried = alertId === undefined ? undefined : simulator.world.alerts.get(alertId)?.ticketId;
    return carried && ticketId !== undefined && ticketId > carried ? [`ticket ${ticketId} beside ${carried}`] : [];
  });
}

function named(text: string, exceptions: readonly string[]): string {
  return exceptions.length === 0 ? text : `${text}, but not: ${exceptions.slice(0, 5).join('; ')}`;
}
