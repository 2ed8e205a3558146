import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { EndedSpan } from './spans.ts';
import type { RecordSpan } from './trace.ts';

/** Returns what records spans with a tracer. */
export function recorder(tracer: Tracer): RecordSpan {
  return (span, parent) => recordSpan(tracer, span, contextOf(parent));
}

function recordSpan(
  tracer: Tracer,
  { name, startedAt, endedAt, failed, attributes }: EndedSpan,
  parent: Context,
): void {
  const kind = name === 'rmm.vendor.call' ? SpanKind.CLIENT : SpanKind.INTERNAL;
  const about = { kind, startTime: startedAt, ...(attributes && { attributes: { ...attributes } }) };
  const span = tracer.startSpan(name, about, parent);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endedAt);
}

const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A parent that the host does not record takes its parts with it. */
function contextOf(parent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(parent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const known = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, known);
}
