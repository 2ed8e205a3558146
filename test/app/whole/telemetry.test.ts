import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { answer, startAsked } from '../../helpers/app/approvals.ts';
import { collectMetrics } from '../../helpers/app/metrics.ts';

const logged = ({ log }: TestApp, event: string) => log.filter((line) => line.startsWith(`{"event":"${event}"`));
const sum = (series: Readonly<Record<string, number>>) => Object.values(series).reduce((all, one) => all + one, 0);

describe('what the app measures', () => {
  it('counts a full disk from its alert to the verified end, each thing once', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure });
    const device = addFullServer(app);

    await app.clock.advance(30 * MINUTE);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    const ends = await metrics.of('rmm.decisions');
    expect(await metrics.of('rmm.alerts.listed')).toEqual({ queued: 1 });
    expect(ends).toMatchObject({ 'resolved verified-recovered disk-space': 1 });
    expect(sum(ends)).toBe(logged(app, 'run-ended').length);
    expect(await metrics.of('rmm.decision.time')).toEqual({ 'disk-space': 1 });
    expect(await metrics.of('rmm.recovery.time')).toEqual({ 'disk-space': 1 });
  });

  it('knows how long a decision and a recovery took', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure });
    const device = addFullServer(app);
    await app.clock.advance(30 * MINUTE);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    const series = await metrics.series();
    const secondsOf = (name: string) => series.find((one) => one.name === name)?.value ?? 0;

    expect(secondsOf('rmm.decision.time')).toBeGreaterThan(0);
    expect(secondsOf('rmm.decision.time')).toBeLessThan(30 * 60);
    expect(secondsOf('rmm.recovery.time')).toBeGreaterThan(30 * 60 - secondsOf('rmm.decision.time'));
    expect(secondsOf('rmm.recovery.time')).toBeLessThan(3.5 * 3_600);
  });

  it('counts each request to a vendor once, by its status, and what the budget granted for them', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure });
    app.simulator.faults.inject({ on: 'GET /alerts', times: 1, fault: { kind: 'status', status: 429 } });
    app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times: 1, fault: { kind: 'reset-before' } });
    addFullServer(app);

    await app.clock.advance(HOUR);

    const calls = await metrics.of('rmm.vendor.call.duration');
    const granted = await metrics.of('rmm.budget.granted');
    expect(calls).toMatchObject({ 'Atera GET 429': 1, 'Atera GET unreachable': 1 });
    expect(calls['Atera POST 201']).toBe(app.simulator.requests.filter(({ method }) => method === 'POST').length);
    expect(sum(calls)).toBe(app.simulator.requests.length);
    const standing = await metrics.of('rmm.budget.standing');
    expect(standing['atera poll']).toBeGreaterThan(15);
    expect(granted['atera poll']).toBeGreaterThan(3);
    expect(sum(granted) + sum(standing)).toBeGreaterThanOrEqual(sum(calls));
  });

  it('adds up how long callers of a small budget wait, by what they are for', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure, requestsPerMinute: 10 });
    for (let number = 1; number <= 8; number++) addFullServer(app);

    await app.clock.advance(30 * MINUTE);

    const waited = await metrics.of('rmm.budget.waited');
    expect(waited['atera remediate']).toBeGreaterThan(60);
    expect(waited['atera remediate']).toBeLessThan(8 * 30 * 60);
  });

  it('knows how many questions wait for a person', async () => {
    await using metrics = collectMetrics();
    const asked = await startAsked({ measure: metrics.measure });
    await using app = asked.app;
    await app.clock.advance(15 * MINUTE);
    const waiting = await metrics.of('rmm.questions.open');

    await answer(app, 'reject', { evidence: asked.evidence, by: 'Ada', reason: 'the logs are needed' });
    await app.clock.advance(17 * MINUTE);

    expect(Object.values(waiting)).toEqual([1]);
    expect(Object.values(await metrics.of('rmm.questions.open'))).toEqual([0]);
  });

  it('does not end the timer when the questions cannot be counted', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure });
    Object.assign(app.deps.conditions, { list: () => Promise.reject(new Error('Azure Tables says no')) });

    await app.clock.advance(5 * MINUTE);

    expect(app.log).toContainEqual('{"event":"questions-not-counted","reason":"Azure Tables says no"}');
    expect(app.log.filter((line) => line.includes('start-failed'))).toEqual([]);
    expect(app.simulator.requestsOf('GET /alerts')).toHaveLength(2);
  });

  it('says when the last complete poll was', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure });

    await app.clock.advance(5 * MINUTE);

    const [at = 0] = Object.values(await metrics.of('rmm.poll.last_complete'));
    expect(app.clock.now() / 1_000 - at).toBeLessThan(2 * 60);
    expect(app.clock.now() / 1_000 - at).toBeGreaterThan(0);
  });

  it('sends codes alone: no device, customer, ticket text or key is in what is exported', async () => {
    await using metrics = collectMetrics();
    await using app = await startApp({ measure: metrics.measure, automox: true, directory: 'none' });
    const device = addFullServer(app);
    app.simulator.automox.enroll(device);

    await app.clock.advance(2 * HOUR);

    const sent = JSON.stringify(await metrics.series());
    expect(sent).toContain('disk-space');
    expect(sent).toContain('Automox');
    for (const secret of ['NW-SRV', 'North Wind', 'Robot', 'http', '?', app.simulator.keys.current])
      expect(sent).not.toContain(secret);
  });

  it('is nothing, and costs no request to storage, when nobody is to be sent it', async () => {
    await using app = await startApp();
    const asked: unknown[] = [];
    const { list } = app.deps.conditions;
    Object.assign(app.deps.conditions, {
      list: (...given: Parameters<typeof list>) => {
        asked.push(given[0]);
        return list(...given);
      },
    });

    await app.clock.advance(HOUR);

    expect(app.deps.measure).toBeUndefined();
    expect(asked.filter((query) => JSON.stringify(query) === '{"state":"remediating"}')).toEqual([]);
  });
});
