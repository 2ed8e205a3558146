import { type Facts, word } from './event-metrics.ts';
import type { Trace } from './spans.ts';

/** What a log event says as a span. `now` is epoch ms. */
type Reading = (trace: Trace, facts: Facts, now: number) => void;

const READINGS: Readonly<Record<string, Reading>> = {
  'poll-complete': (trace, { pollId }, now) => {
    // A poll's id is when it began.
    const startedAt = Date.parse(String(pollId));
    if (startedAt <= now) trace({ name: 'rmm.poll', startedAt, endedAt: now });
  },
  'run-ended': (trace, { decided, openSeconds, playbook, end, code }, now) => {
    if (decided !== true || typeof openSeconds !== 'number') return;
    const attributes = { 'rmm.playbook': word(playbook), 'rmm.end': word(end), 'rmm.code': word(code) };
    trace({ name: 'rmm.run', startedAt: now - openSeconds * 1_000, endedAt: now, attributes });
  },
};

/** Traces what a log event says; most say nothing that is traced. Events come from no orchestrator. */
export function traceEvent(trace: Trace, event: string, facts: Facts, now: number): void {
  READINGS[event]?.(trace, facts, now);
}
