/** What a span is. */
export interface SpanInfo {
  readonly description: string;
  readonly attributes: readonly string[];
  readonly from: string;
}

/** Every span of the app by its name. A test keeps the table of docs/telemetry.md equal to it. */
export const SPANS = {
  'rmm.vendor.call': {
    description: 'A request to a vendor, with the template of its path and its HTTP status.',
    attributes: ['rmm.vendor', 'http.request.method', 'url.template', 'http.response.status_code', 'error.type'],
    from: 'each request',
  },
  'rmm.poll': {
    description: 'A complete poll, from its start to its end, leases and waits included.',
    attributes: [],
    from: '`poll-complete`',
  },
  'rmm.run': {
    description: 'A remediation, from the opening of its occurrence to its end; attempts that are retried are none.',
    attributes: ['rmm.playbook', 'rmm.end', 'rmm.code'],
    from: '`run-ended`',
  },
} as const satisfies Record<string, SpanInfo>;

/** The name of a span. */
export type SpanName = keyof typeof SPANS;

/** A span that has ended. Its attributes are words of short lists, or numbers; times are epoch ms. */
export interface EndedSpan<N extends SpanName = SpanName> {
  readonly name: N;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly failed?: boolean;
  readonly attributes?: Readonly<Partial<Record<(typeof SPANS)[N]['attributes'][number], string | number>>>;
}

/** Takes a span that has ended. Never throws, never waits. */
export type Trace = <N extends SpanName>(span: EndedSpan<N>) => void;
