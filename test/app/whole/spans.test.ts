import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { SPANS, type SpanName } from '../../../shared/telemetry/spans.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';
import { collectSpans } from '../../helpers/app/spans.ts';

describe('what the app traces', () => {
  it('is one span for each request to a vendor, by the template of its path and its status', async () => {
    await using spans = collectSpans();
    await using app = await startApp({ trace: spans.trace });
    app.simulator.faults.inject({ on: 'GET /alerts', times: 1, fault: { kind: 'status', status: 429 } });
    app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times: 1, fault: { kind: 'reset-before' } });
    addFullServer(app);

    await app.clock.advance(HOUR);

    const calls = await spans.of('rmm.vendor.call');
    const named = calls.map(({ attributes }) => `${attributes['http.request.method']} ${attributes['url.template']}`);
    expect(named.toSorted()).toEqual(
      app.simulator.requests.map(({ method, template }) => `${method} ${template}`).toSorted(),
    );
    expect(new Set(calls.map(({ kind }) => kind))).toEqual(new Set([SpanKind.CLIENT]));
    const failed = calls.filter(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(failed.map(({ attributes }) => attributes['error.type']).toSorted()).toEqual(['429', 'unreachable']);
  });

  it('is one span for each poll and each remediation, however often orchestrators are replayed', async () => {
    await using spans = collectSpans();
    await using app = await startApp({ trace: spans.trace, faults: { repeatTurn: () => true } });
    addFullServer(app);

    await app.clock.advance(HOUR);

    const runs = await spans.of('rmm.run');
    const polls = await spans.of('rmm.poll');
    expect(runs.map(({ attributes }) => attributes)).toEqual([
      { 'rmm.playbook': 'disk-space', 'rmm.end': expect.any(String), 'rmm.code': 'ticket-opened' },
    ]);
    expect(runs[0]?.duration[0]).toBeGreaterThan(60);
    expect(polls).toHaveLength(app.log.filter((line) => line.includes('"poll-complete"')).length);
    expect(polls.every(({ duration: [seconds] }) => seconds < 60)).toBe(true);
  });

  it('names no device, customer, query or key', async () => {
    await using spans = collectSpans();
    await using app = await startApp({ trace: spans.trace });
    const device = addFullServer(app);

    await app.clock.advance(HOUR);

    const all = await spans.all();
    const text = JSON.stringify(all.map(({ name, attributes }) => ({ name, attributes })));
    for (const secret of [device.name, String(device.agentId), 'North Wind', '?', app.simulator.keys.current])
      expect(text).not.toContain(secret);
    for (const { name, attributes } of all)
      expect(SPANS[name as SpanName].attributes).toEqual(expect.arrayContaining(Object.keys(attributes)));
  });

  it('belongs to the trace of the invocation it happens in', async () => {
    await using spans = collectSpans(() => '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
    await using app = await startApp({ trace: spans.trace });

    await app.clock.advance(3 * MINUTE);

    const [call] = await spans.of('rmm.vendor.call');
    expect(call?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(call?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  });

  it('is nothing in a trace that the host does not record', async () => {
    await using spans = collectSpans(() => '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00');
    await using app = await startApp({ trace: spans.trace });

    await app.clock.advance(3 * MINUTE);

    expect(await spans.all()).toEqual([]);
  });
});
