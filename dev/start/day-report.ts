import type { Outcome } from '../../shared/outcomes/outcomes.ts';
import type { Check } from './day-checks.ts';
import type { PlayedDay } from './once.ts';
import { table } from './table.ts';

type Fate = 'left alone' | 'over without ticket' | 'ticket' | 'undecided';

/** What can become of an alert, in the order of the columns. */
const FATES: readonly Fate[] = ['left alone', 'over without ticket', 'ticket', 'undecided'];

const NO_CUSTOMER = '(none named)';

/** The lines after a played day: per customer, per outcome, in numbers, and the checks. */
export function reportDay(played: PlayedDay, checks: readonly Check[]): string[] {
  const { outcomes } = played;
  return [
    '\nWhat became of the alerts, by customer',
    ...byCustomer(outcomes),
    '\n… and why',
    ...byCode(outcomes),
    '',
    ...inNumbers(played),
    '\nChecks',
    ...checks.map(({ holds, text }) => `  ${holds ? 'ok    ' : 'FAILED'}  ${text}`),
  ];
}

function byCustomer(outcomes: readonly Outcome[]): string[] {
  const customers = [...Map.groupBy(outcomes, (row) => row.customerName || NO_CUSTOMER)].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const row = (name: string, rows: readonly Outcome[]) => [
    name,
    rows.length,
    ...FATES.map((fate) => rows.filter((outcome) => fateOf(outcome) === fate).length),
  ];
  const rows = customers.map(([name, own]) => row(name, own));
  return table(['customer', 'alerts', ...FATES], [...rows, row('all', outcomes)]);
}

function fateOf({ state, ticketId }: Outcome): Fate {
  if (ticketId !== undefined) return 'ticket';
  if (state === 'skipped' || state === 'unreadable') return 'left alone';
  return state === 'acted' ? 'over without ticket' : 'undecided';
}

function byCode(outcomes: readonly Outcome[]): string[] {
  const groups = [...Map.groupBy(outcomes, ({ state, code }) => `${state} ${code}`).values()];
  const rows = groups
    .sort((a, b) => b.length - a.length)
    .flatMap((group) => group.slice(0, 1).map(({ state, code, text }) => [state, code, group.length, `e.g. ${text}`]));
  return table(['state', 'code', 'alerts', 'in words'], rows);
}

function inNumbers({ simulator, product, share }: PlayedDay): string[] {
  const { ticketsOpened, ticketsAdopted, ticketsReopened, ticketsClosed, alertsResolved } = product.tally.counts();
  return [
    `Tickets: ${ticketsOpened} opened, ${ticketsAdopted} adopted, ${ticketsReopened} reopened, ${ticketsClosed} closed. Alerts resolved by the app: ${alertsResolved}.`,
    `Requests to Atera: ${simulator.requests.length}, at most ${simulator.peakRequests()} in a minute (share: ${share}).`,
  ];
}
