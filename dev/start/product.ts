import { readFileSync } from 'node:fs';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { buildDependencies } from '../../functions/dependencies.ts';
import { registerApp } from '../../functions/register.ts';
import type { RegisteredDeps } from '../../orchestrations/runtime/deps.ts';
import { POLL_INSTANCE_ID } from '../../shared/domain/occurrences/keys.ts';
import type { ReachDeps } from '../../shared/notify/channels/post.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TableService } from '../../shared/storage/table/table.ts';
import { type Clock, type Host, type HostOptions, startHost, type TaskHubStore } from '../host/index.ts';
import { countRequests, type RequestCounter } from './count-requests.ts';
import { howToAnswer, makeEventLines } from './event-lines.ts';
import { Tally } from './tally.ts';

export interface ProductOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  /** Default: the policy file of the settings. */
  readonly policy?: Policy;
  /** 0 = any free port. */
  readonly port: number;
  /** Where the task hub is kept; default in memory. */
  readonly store?: TaskHubStore;
  /**
   * Where the rows are kept; then the Durable client needs no socket either. Default: the storage
   * account of the settings.
   */
  readonly tables?: TableService;
  /** Where the dashboard was built; default: where `npm run build` puts it. */
  readonly dashboardFolder?: string;
  /** The time at the beginning of a line, from epoch ms. */
  readonly timeText: (at: number) => string;
  /** How channels' receivers are reached. */
  readonly channels?: ReachDeps;
  /** Prints beside each question how to answer it. */
  readonly sayHow?: boolean;
  /** Prints one line. */
  readonly write: (line: string) => void;
}

/** The app on the embedded host, reporting what it does. */
export interface Product {
  readonly host: Host;
  readonly deps: RegisteredDeps;
  readonly tally: Tally;
  readonly requests: RequestCounter;
  /** Warnings and errors of host and app so far. */
  readonly problems: readonly string[];
  /** The running summary in one line. */
  summary(): string;
}

const PollEnd = z.object({ openAlerts: z.number() });

/**
 * Starts the app and prints a line per event. Rejects with code `EADDRINUSE` when the port is
 * taken.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { settings, clock, policy, port, write } = options;
  const timeOfDay = () => options.timeText(clock.now());
  const toLine = makeEventLines(timeOfDay);
  const tally = new Tally();
  const problems: string[] = [];
  // Nothing is asked before the host runs.
  let url = '';
  const requests = countRequests(options.dispatcher, settings.atera.baseUrl, clock);
  const deps = buildDependencies(settings, {
    clock,
    isNowEager: true,
    dispatcher: requests.dispatcher,
    ...(policy && { policy }),
    ...(options.tables && { tables: options.tables }),
    ...(options.channels && { channels: options.channels }),
    ...(options.dashboardFolder !== undefined && { dashboardFolder: options.dashboardFolder }),
    log(event, facts) {
      tally.count(event, facts);
      const line = toLine(event, facts);
      if (line !== undefined) write(line);
      if (event === 'approval-needed' && options.sayHow) for (const how of howToAnswer(facts, url)) write(how);
    },
  });
  const host = await startHost({
    register: () => registerApp(deps),
    clock,
    port,
    hostJson: readHostJson(),
    clientInProcess: options.tables !== undefined,
    ...(options.store && { store: options.store }),
    log({ level, message }) {
      if (!['warning', 'error', 'critical'].includes(level)) return;
      problems.push(message);
      write(`${timeOfDay()}  [${level}] ${message}`);
    },
  });
  url = host.url;
  const summary = makeSummary({ host, tally, requests, share: settings.atera.requestsPerMinute, timeOfDay });
  return { host, deps, tally, requests, problems, summary };
}

/** The host.json of the app, so that the embedded host behaves as it says; the host checks it. */
function readHostJson(): NonNullable<HostOptions['hostJson']> {
  return JSON.parse(readFileSync(new URL('../../host.json', import.meta.url), 'utf8'));
}

function makeSummary(parts: {
  host: Host;
  tally: Tally;
  requests: RequestCounter;
  share: number;
  timeOfDay: () => string;
}): () => string {
  const { host, tally, requests, share, timeOfDay } = parts;
  let openAlerts = 0;
  return () => {
    // While a poll runs it has no result yet; the last one still holds.
    const poll = PollEnd.safeParse(host.client.status(POLL_INSTANCE_ID)?.output);
    if (poll.success) openAlerts = poll.data.openAlerts;
    const { alertsListed, ticketsOpen, ticketsClosed } = tally.counts();
    const alerts = `alerts: ${alertsListed} listed, ${openAlerts} open`;
    const tickets = `tickets: ${ticketsOpen} open, ${ticketsClosed} closed`;
    return `${timeOfDay()}  ---- ${alerts} | ${tickets} | requests in the last minute: ${requests.lastMinute()} of ${share} ----`;
  };
}
