import type { Measure } from './metrics.ts';

/** The facts of a log event. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a log event says in numbers. Texts, names and ids of its facts stay in the log. */
type Reading = (measure: Measure, facts: Facts, now: number) => void;

const READINGS: Readonly<Record<string, Reading>> = {
  'alert-listed': (measure, { code }) => measure('rmm.alerts.listed', 1, { code: word(code) }),
  'run-ended': (measure, facts) => {
    const playbook = word(facts.playbook);
    measure('rmm.decisions', 1, { end: word(facts.end), code: word(facts.code), playbook });
    if (typeof facts.openSeconds !== 'number') return;
    if (facts.decided === true) measure('rmm.decision.time', facts.openSeconds, { playbook });
    if (facts.end === 'resolved') measure('rmm.recovery.time', facts.openSeconds, { playbook });
  },
  'budget-paused': (measure, { budget, pausedBecause }) =>
    measure('rmm.budget.pauses', 1, { budget: word(budget), because: word(pausedBecause) }),
  'poll-complete': (measure, _facts, now) => measure('rmm.poll.last_complete', Math.round(now / 1_000)),
};

/** Counts what a log event says; most say nothing that is counted. `now` is epoch ms. */
export function measureEvent(measure: Measure, event: string, facts: Facts, now: number): void {
  READINGS[event]?.(measure, facts, now);
}

/**
 * A code of ours. Whatever else got there would make a series of its own, and might be a text with
 * a name in it.
 */
export function word(fact: Facts[string]): string {
  return typeof fact === 'string' && /^[a-zA-Z0-9_.-]{1,60}$/.test(fact) ? fact : 'other';
}
