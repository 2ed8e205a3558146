import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import type { Check } from '../check.ts';
import type { PlayedDay } from '../once.ts';
import { table } from '../table.ts';
import { commandsSent } from './day-commands.ts';

type Fate = 'left alone' | 'recovered by itself' | 'done after a yes' | 'ticket' | 'waits';

/** What can become of an alert, in the order of the columns. */
const FATES: readonly Fate[] = ['left alone', 'recovered by itself', 'done after a yes', 'ticket', 'waits'];

const NO_CUSTOMER = '(none named)';

/**
 * The lines after a played day: alerts per customer and per outcome, tickets, commands, numbers,
 * and the checks.
 */
export function reportDay(played: PlayedDay, checks: readonly Check[]): string[] {
  const alerts = played.outcomes.filter(isOfAlert);
  return [
    '\nWhat became of the alerts, by customer',
    ...byCustomer(alerts, played),
    '\n… and why',
    ...byCode(alerts),
    '\nTickets',
    ...tickets(played),
    '\nCommands to devices',
    ...commands(played),
    '',
    ...inNumbers(played),
    '\nChecks',
    ...checks.map(({ holds, text }) => `  ${holds ? 'ok    ' : 'FAILED'}  ${text}`),
  ];
}

/** A site incident has a row of its own beside those of its alerts. */
function isOfAlert({ alertId, state }: Outcome): boolean {
  return alertId !== undefined || state === 'unreadable';
}

function byCustomer(outcomes: readonly Outcome[], { operator }: PlayedDay): string[] {
  const approved = new Set(operator.approvals.map(({ question }) => question.id));
  const customers = [...Map.groupBy(outcomes, (row) => row.customerName || NO_CUSTOMER)].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const row = (name: string, rows: readonly Outcome[]) => [
    name,
    rows.length,
    ...FATES.map((fate) => rows.filter((outcome) => fateOf(outcome, approved) === fate).length),
  ];
  const rows = customers.map(([name, own]) => row(name, own));
  return table(['customer', 'alerts', ...FATES], [...rows, row('all', outcomes)]);
}

function fateOf({ state, ticketId, remediationId = '' }: Outcome, approved: ReadonlySet<string>): Fate {
  if (ticketId !== undefined) return 'ticket';
  if (state === 'skipped' || state === 'unreadable') return 'left alone';
  if (state !== 'acted') return 'waits';
  return approved.has(remediationId) ? 'done after a yes' : 'recovered by itself';
}

function byCode(outcomes: readonly Outcome[]): string[] {
  const groups = [...Map.groupBy(outcomes, ({ state, code }) => `${state} ${code}`).values()];
  const rows = groups
    .sort((a, b) => b.length - a.length)
    .flatMap((group) => group.slice(0, 1).map(({ state, code, text }) => [state, code, group.length, `e.g. ${text}`]));
  return table(['state', 'code', 'alerts', 'in words'], rows);
}

function tickets({ simulator: { world } }: PlayedDay): string[] {
  const rows = world.tickets
    .all()
    .reverse()
    .map(({ id, createdAt, customerId, status, priority, source, title }) => [
      id,
      timeText(createdAt),
      world.people.customers.get(customerId)?.name ?? '',
      status,
      priority,
      source === 'Alert' ? `${title} (opened by Atera or a person, adopted)` : title.replace(/ \[rmm .*/, ''),
    ]);
  return table(['ticket', 'opened', 'customer', 'now', 'priority', 'title'], rows);
}

function commands({ simulator, operator, outcomes }: PlayedDay): string[] {
  const rows = commandsSent(simulator).map(({ at, device, playbook }) => {
    const approval = operator.approvals.find(
      ({ question }) => question.deviceName === device?.name && question.playbook === playbook,
    );
    const ticketId = outcomes.find(({ remediationId }) => remediationId === approval?.question.id)?.ticketId;
    const what = playbook === 'pending-reboot' ? 'reboot' : 'disk cleanup';
    const cameOfIt =
      ticketId === undefined ? 'it helped: alert ended, no ticket' : `it did not help: ticket ${ticketId}`;
    const approved = approval ? timeText(approval.at) : 'never';
    return [timeText(at), device?.customer.name ?? '', device?.name ?? '', what, approved, cameOfIt];
  });
  return table(['sent', 'customer', 'device', 'command', 'approved', 'what came of it'], rows);
}

function inNumbers({ simulator, product, operator }: PlayedDay): string[] {
  const { ticketsOpened, ticketsAdopted, ticketsReopened, ticketsClosed, alertsResolved, questions } =
    product.tally.counts();
  const sent = (vendor: string) => simulator.requests.filter((request) => request.vendor === vendor).length;
  return [
    `Tickets: ${ticketsOpened} opened, ${ticketsAdopted} adopted, ${ticketsReopened} reopened, ${ticketsClosed} closed. Alerts resolved by the app: ${alertsResolved}.`,
    `Questions to a person: ${questions}, of which ${operator.approvals.length} answered with yes, ${operator.rejections} with no.`,
    `Requests: ${sent('atera')} to Atera, ${sent('automox')} to Automox.`,
  ];
}

/** The time of day of the scripted day, which is UTC. */
export function timeText(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
