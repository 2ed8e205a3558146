import { Agent, type Dispatcher } from 'undici';
import type { Outcome } from '../../shared/domain/occurrences/course/outcome.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Settings } from '../../shared/settings.ts';
import { VirtualClock } from '../host/index.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../simulator/quiescence.ts';
import { day } from '../simulator/scenarios/day.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { MemoryTables } from '../tables/memory-tables.ts';
import { type Receiver, startReceiver, type Told } from './channels/receiver.ts';
import { toldLine } from './channels/told-lines.ts';
import type { Closers } from './closers.ts';
import { checkDay } from './day/day-checks.ts';
import { type DayEvents, playEvents } from './day/day-events.ts';
import { reportDay, timeText } from './day/day-report.ts';
import { type DayWatch, watchDay } from './day/day-watch.ts';
import { dayPolicy, demoSettings } from './demo.ts';
import { answersOfTheDay, makeOperator, type Operator, type Question } from './operator.ts';
import { type Product, startProduct } from './product.ts';

const HOUR_MS = 3_600_000;

/** A Monday. */
const START = '2026-03-02T08:00:00Z';

/**
 * How long the app goes on after the script's end, so that the last remediations come to theirs.
 */
const AFTERWARDS_HOURS = 1;

/** How often the person of the day reads what the app asks. */
const CHECKS_PER_HOUR = 6;

/** The settings must name a storage account; the rows of the day are kept in memory. */
const NO_STORAGE = 'UseDevelopmentStorage=true';

/** Links lead there; who opens one in the day asks the host instead. */
export const PUBLIC_URL = 'https://rmm.msp.example';

/** The played day, for the report and the checks. */
export interface PlayedDay {
  readonly simulator: Simulator;
  readonly product: Product;
  readonly settings: Settings;
  readonly policy: Policy;
  readonly operator: Operator;
  readonly watch: DayWatch;
  readonly receiver: Receiver;
  readonly events: DayEvents;
  readonly outcomes: readonly Outcome[];
  /** Epoch ms on the day's clock. */
  readonly endedAt: number;
}

/** A day that is being played. */
export interface OpenDay
  extends Pick<
    PlayedDay,
    'simulator' | 'product' | 'settings' | 'policy' | 'operator' | 'watch' | 'receiver' | 'events'
  > {
  readonly clock: VirtualClock;
  /** Plays an hour; the person of the day reads what the app asks, unless that is turned off. */
  hour(isAnswered?: boolean): Promise<void>;
}

interface DayOptions {
  readonly write: (line: string) => void;
  /** Where the dashboard was built; default: where `npm run build` puts it. */
  readonly dashboardFolder?: string;
}

/**
 * Begins the scenario `day` on a virtual clock. Nothing is written to disk; the environment is not
 * read.
 */
export async function openDay(closers: Closers, { write, dashboardFolder }: DayOptions): Promise<OpenDay> {
  const clock = new VirtualClock(START);
  const simulator = await startSimulator({ clock, scenario: day });
  closers.add(() => simulator.close());
  const tracked = trackingDispatcher(new Agent());
  closers.add(() => tracked.dispatcher.destroy());
  closers.add(holdClockWhileUnequal(clock, simulator, tracked));
  const receiver = await startReceiver((told) => write(toldLine(told, timeText(clock.now()))));
  closers.add(() => receiver.close());
  const channels = {
    watch(agent: Dispatcher) {
      const sent = trackingDispatcher(agent);
      closers.add(holdClockWhileUnequal(clock, receiver, sent));
      return sent.dispatcher;
    },
  };
  const settings = demoSettings(simulator, { storage: NO_STORAGE, publicUrl: PUBLIC_URL, receiver, watched: false });
  const watch = watchDay(simulator);
  const policy = dayPolicy(simulator);
  const surroundings = { clock, dispatcher: tracked.dispatcher, tables: new MemoryTables(), channels };
  const folder = dashboardFolder === undefined ? {} : { dashboardFolder };
  const product = await startProduct({ settings, policy, port: 0, timeText, write, ...surroundings, ...folder });
  closers.add(() => product.host.stop());
  const linkTo = ({ id }: Question) => linkIn(receiver.told, id);
  const operator = makeOperator({ url: product.host.url, clock, answerTo: answersOfTheDay, linkTo });
  const events = playEvents({ simulator, clock, url: product.host.url });
  const hour = async (isAnswered = true) => {
    for (let check = 0; check < CHECKS_PER_HOUR; check++) {
      await clock.advance(HOUR_MS / CHECKS_PER_HOUR);
      if (isAnswered) await operator.inspection();
    }
  };
  return { clock, simulator, product, settings, policy, operator, watch, receiver, events, hour };
}

/** The link in the last message about a question of this remediation. */
function linkIn(told: readonly Told[], remediationId: string): string | undefined {
  const about = told.flatMap(({ says }) => says).filter((said) => said.remediationId === remediationId);
  return about.findLast(({ answer }) => answer !== undefined)?.answer;
}

/**
 * `npm start -- --once`: plays the day, prints a line per event, a summary per hour, a table and the
 * checks. Resolves with whether all of them hold.
 */
export async function playDay(closers: Closers, write: (line: string) => void): Promise<boolean> {
  const { clock, hour, ...opened } = await openDay(closers, { write });
  write(`At a simulated MSP: ${day.description}.\n`);

  const hours = (day.durationMs ?? 0) / HOUR_MS + AFTERWARDS_HOURS;
  for (let count = 0; count < hours; count++) {
    await hour();
    write(opened.product.summary());
  }

  const outcomes = await Array.fromAsync(opened.product.deps.outcomes.between(Date.parse(START), clock.now()));
  const played: PlayedDay = { ...opened, outcomes, endedAt: clock.now() };
  const checks = checkDay(played);
  for (const line of reportDay(played, checks)) write(line);
  return checks.every(({ holds }) => holds);
}
