import type { LogEvent, RegisteredDeps } from '../orchestrations/runtime/deps.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import { type ClockWatch, makeClockWatch } from '../shared/clock-watch.ts';
import { makeSender, type Sender } from '../shared/http/dispatcher.ts';
import type { OnCall } from '../shared/http/request-json.ts';
import { callSpan } from '../shared/telemetry/call-span.ts';
import { measureEvent } from '../shared/telemetry/event-metrics.ts';
import { traceEvent } from '../shared/telemetry/event-spans.ts';
import type { Surroundings } from './dependencies.ts';

/** What is watched while the app works, and what it is reached with. */
export interface Observed {
  readonly watched: Pick<RegisteredDeps, 'clock' | 'log' | 'measure'>;
  /** What vendors are reached with. */
  readonly reached: { readonly clock: Clock; readonly dispatcher: Sender; readonly onCall: OnCall };
  readonly clockWatch: ClockWatch;
}

/**
 * Returns the log, of which some events are counted and traced as well, and what vendors are reached
 * with: nobody else reports the same thing twice.
 */
export function observed(
  surroundings: Pick<Surroundings, 'clock' | 'dispatcher' | 'log' | 'measure' | 'trace'>,
): Observed {
  const { clock = systemClock, dispatcher = makeSender(), log = logJson, measure, trace } = surroundings;
  const clockWatch = makeClockWatch(clock, (text) => log('clock-off', { text }));
  const onCall: OnCall = ({ dated, ...call }) => {
    const { vendor, method, status, seconds } = call;
    measure?.('rmm.vendor.call.duration', seconds, { vendor, method, status: String(status) });
    trace?.(callSpan(call, clock.now()));
    if (dated) clockWatch.observe({ source: vendor, ...dated });
  };
  const reached = { clock, dispatcher, onCall };
  if (!measure && !trace) return { watched: { clock, log }, reached, clockWatch };
  const counted: LogEvent = (event, facts) => {
    log(event, facts);
    if (measure) measureEvent(measure, event, facts, clock.now());
    if (trace) traceEvent(trace, event, facts, clock.now());
  };
  return { watched: { clock, log: counted, ...(measure && { measure }) }, reached, clockWatch };
}

/** One line of JSON per event: what Application Insights can query. */
export function logJson(event: string, facts: Parameters<LogEvent>[1]): void {
  console.log(JSON.stringify({ event, ...facts }));
}
