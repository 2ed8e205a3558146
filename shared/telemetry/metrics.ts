/** What a metric is. `from` names what it is counted from: log events, or the place in the code. */
export interface MetricInfo {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM, as OpenTelemetry wants it: `s`, or a count such as `{request}`. */
  readonly unit: string;
  readonly description: string;
  readonly attributes: readonly string[];
  readonly from: string;
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[];
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From one poll to what a ticket's life takes. */
const STAGES = [1, 5, 15, 30]
  .map((minutes) => minutes * MINUTE)
  .concat([1, 2, 4, 8].map((hours) => hours * HOUR))
  .concat([1, 3, 7].map((days) => days * DAY));

/** Every metric of the app by its name. A test keeps the table of docs/telemetry.md equal to it. */
export const METRICS = {
  'rmm.alerts.listed': {
    kind: 'counter',
    unit: '{alert}',
    description: 'Alerts that a poll listed for the first time, or whose triage changed, by the code of their triage.',
    attributes: ['code'],
    from: '`alert-listed`',
  },
  'rmm.decisions': {
    kind: 'counter',
    unit: '{run}',
    description: 'Ends of remediations and follow-ups, by kind of end and code.',
    attributes: ['end', 'code', 'playbook'],
    from: '`run-ended`',
  },
  'rmm.decision.time': {
    kind: 'histogram',
    unit: 's',
    description:
      'From the opening of an occurrence to the end of its remediation; attempts that are retried do not count.',
    attributes: ['playbook'],
    from: '`run-ended`',
    buckets: STAGES,
  },
  'rmm.recovery.time': {
    kind: 'histogram',
    unit: 's',
    description: 'From the opening of an occurrence to its verified end.',
    attributes: ['playbook'],
    from: '`run-ended`',
    buckets: STAGES,
  },
  'rmm.vendor.call.duration': {
    kind: 'histogram',
    unit: 's',
    description:
      'Requests to a vendor, with their number and how long they took, by HTTP status; `timeout` and `unreachable` had none.',
    attributes: ['vendor', 'method', 'status'],
    from: 'each request',
    buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8],
  },
  'rmm.budget.granted': {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests that a rate budget granted.',
    attributes: ['budget', 'class'],
    from: 'each answer of a budget',
  },
  'rmm.budget.standing': {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests of standing leases that were taken, which no budget grants; those that are not sent count.',
    attributes: ['budget', 'lane'],
    from: 'each standing lease that is taken',
  },
  'rmm.budget.waited': {
    kind: 'counter',
    unit: 's',
    description: 'How long callers had to wait, for the start of their lease or in the queue.',
    attributes: ['budget', 'class'],
    from: 'each answer of a budget',
  },
  'rmm.budget.pauses': {
    kind: 'counter',
    unit: '{pause}',
    description: 'Pauses of a budget that the log reports: with a smaller share, or long ones.',
    attributes: ['budget', 'because'],
    from: '`budget-paused`',
  },
  'rmm.questions.open': {
    kind: 'gauge',
    unit: '{question}',
    description: 'Questions that wait for a person, counted every quarter of an hour.',
    attributes: [],
    from: 'the timer of the polls',
  },
  'rmm.poll.last_complete': {
    kind: 'gauge',
    unit: 's',
    description: 'When the last complete poll ended, in seconds since 1970. With several instances the largest counts.',
    attributes: [],
    from: '`poll-complete`',
  },
} as const satisfies Record<string, MetricInfo>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;

/**
 * What a measurement may say of itself: the attributes of its metric, and each a word of a short
 * list, never a text or a name.
 */
export type Attributes<N extends MetricName> = Readonly<
  Partial<Record<(typeof METRICS)[N]['attributes'][number], string>>
>;

/** Takes one measurement. Never throws, never waits. */
export type Measure = <N extends MetricName>(name: N, value: number, attributes?: Attributes<N>) => void;
