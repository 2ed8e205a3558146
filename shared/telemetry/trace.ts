import type { EndedSpan, Trace } from './spans.ts';

/** Within which invocation something happens, as W3C's `traceparent` says it. */
export type CurrentParent = () => string | undefined;

/** Records a span that has ended, as a part of `parent`. */
export type RecordSpan = (span: EndedSpan, parent: string | undefined) => void;

/** A tracer is there within a second; more than this waiting for it means that it never comes. */
const MAX_WAITING = 1_000;

/** What takes spans, and when those that waited for it to be opened are taken. */
export interface Tracing {
  readonly trace: Trace;
  readonly taken: () => Promise<void>;
}

/**
 * Traces with what `open` gives, which is asked for with the first span: a start pays
 * nothing. What comes before it is there is kept. If it cannot be opened, nothing is traced.
 */
export function makeTrace(open: () => Promise<RecordSpan>, currentParent: CurrentParent = () => undefined): Tracing {
  let record: RecordSpan | undefined;
  let waiting: (readonly [EndedSpan, string | undefined])[] | undefined;
  let started: Promise<void> | undefined;
  const start = async () => {
    try {
      record = await open();
    } catch {
      // Whoever opened it has said so.
      record = () => {};
    }
    for (const [span, parent] of waiting ?? []) record(span, parent);
    waiting = [];
  };
  const trace: Trace = (span) => {
    const parent = currentParent();
    if (record) return record(span, parent);
    const isFirst = waiting === undefined;
    waiting ??= [];
    if (waiting.length < MAX_WAITING) waiting.push([span, parent]);
    if (isFirst) started = start();
  };
  return { trace, taken: async () => started };
}
