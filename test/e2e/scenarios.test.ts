import { describe, expect, inject, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const ADOPTING = 'Elm Street School';

const world = useWorld({
  simulator: { world: { opensTicket: ({ customerName }) => customerName === ADOPTING } },
});

describe.concurrent('the built app on a host', () => {
  it('says that it is ready once a poll has ended', async () => {
    const { api } = world();
    const lastPollIsOk = async () => {
      const ready = await api('GET', '/api/health/ready');
      const poll = ready.body.checks.find(({ name }: { name: string }) => name === 'last-poll');
      return poll.status === 'ok' && ready;
    };

    const ready = await until('health names a complete poll', lastPollIsOk);

    expect(await api('GET', '/api/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(ready).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('opens one ticket for a full disk, and closes it with its alert when the disk recovers', async () => {
    const w = world();
    const device = addServer(w, 'North Wind');
    await until('a ticket', () => ticketsOf(w, device).length > 0);
    const alertId = device.openAlertId('C:') ?? 0;
    await decided(w, alertId, 'acted');

    device.setDiskUsedPercent('C:', 50);
    await until('a resolved ticket', () => ticketsOf(w, device)[0]?.status === 'Resolved');

    const decision = await decided(w, alertId, 'verified-recovered');
    expect(decision).toMatchObject({ state: 'acted', remediation: { state: 'closed' } });
    // Atera ended it itself, which is noted by the next poll.
    await until('the alert counts as over', async () => {
      const { body } = await w.api('GET', `/api/alerts/${alertId}/decision`);
      return body.alert.open === false;
    });
    expect(w.simulator.world.alerts.get(alertId)?.archivedAt).toBeDefined();
    await polledAgain(w);
    expect(ticketsOf(w, device)).toMatchObject([{ status: 'Resolved' }]);
  });

  it('resolves an alert without a ticket on a reading that is provably newer', async () => {
    const w = world();
    const device = addServer(w, 'South Wind', 40);
    const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
    const alert = w.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, category: 'Disk' });

    // The reading that a newer one must differ from is fetched a few seconds after the alert was
    // first listed.
    const isOfDevice = ({ path }: { path: string }) => path.endsWith(`/agents/${device.agentId}`);
    const inspections = () => w.simulator.requests.filter(isOfDevice).length;
    await until('the drive was inspected twice', () => inspections() >= 2);
    device.setDiskUsedPercent('C:', 35);
    await until('the alert is resolved', () => alert.archivedAt !== undefined);

    expect(alert.archivedBy).toBe('api');
    const decision = await decided(w, alert.id, 'acted');
    expect(decision.code).toBe('reading-changed');
    expect(ticketsOf(w, device)).toEqual([]);
  });

  it('comments on the ticket that Atera opened, opens none beside it and never closes it', async () => {
    const w = world();
    const device = addServer(w, ADOPTING);
    const texts = () => ticketsOf(w, device).flatMap(({ comments }) => comments.map(({ text }) => text));
    await until('a comment', () => texts().length > 0);

    device.setDiskUsedPercent('C:', 50);
    await until('a last comment', () => texts().some((text) => text.includes('The condition has recovered')));

    await polledAgain(w);
    expect(ticketsOf(w, device)).toMatchObject([{ status: 'Open', source: 'Alert' }]);
    expect(texts()).toHaveLength(2);
  });

  it('takes requests over HTTP, once for each key, and reports how they stand until they have ended', async () => {
    const w = world();
    const device = addServer(w, 'West Wind', 95, { diskThresholdPercent: 99 });
    const body = { agentId: device.agentId, playbook: 'disk-space', drive: 'C' };
    const ask = () => w.api('POST', '/api/remediations', body, { 'idempotency-key': 'change 4711' });
    const completed = (path: string) =>
      until(`${path} has ended`, async () => {
        const answer = await w.api('GET', path);
        return answer.body.status === 'Completed' && answer.body;
      });

    const [first, second] = [await ask(), await ask()];
    const request = await completed(first.headers.get('location') ?? '');
    const remediation = await completed(`/api/remediations/${request.result.remediationId}`);

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(remediation.result).toMatchObject({ end: 'escalated', code: 'ticket-opened' });
    expect(ticketsOf(w, device)).toMatchObject([{ id: remediation.result.ticketId }]);
    const { body: listed } = await w.api('GET', `/api/remediations?customerId=${device.customer.id}`);
    expect(listed.remediations).toMatchObject([{ id: remediation.id, state: 'watching' }]);
  });

  it('answers a mistake with a problem that names it, and an unknown id with 404', async () => {
    const { api } = world();

    const wrong = await api('POST', '/api/remediations', { alertId: 'x' });

    expect(wrong).toMatchObject({ status: 400, type: expect.stringContaining('application/problem+json') });
    expect(wrong.body.detail).toContain('alertId');
    expect((await api('GET', '/api/remediations/rem.a1.disk-space.C.9')).status).toBe(404);
    expect((await api('GET', '/api/alerts/1/decision')).status).toBe(404);
  });

  it('gives its outcomes as a table', async () => {
    const w = world();
    const alert = w.simulator.world.raiseCustomAlert({ device: addServer(w, 'East Wind', 30) });
    await decided(w, alert.id, 'skipped');

    const csv = await w.api('GET', '/api/outcomes?format=csv');

    expect(csv).toMatchObject({ status: 200, type: expect.stringContaining('text/csv') });
    expect(csv.text).toContain(String(alert.id));
  });
});

describe('the log of the host', () => {
  it('reports what was done and never holds the key or the storage key', () => {
    const { host, simulator } = world();

    expect(host.log).toContain('ticket-opened');
    expect(host.log).not.toContain(simulator.keys.current);
    // The real host's own log is not ours to judge.
    if (inject('funcPath') === null) expect(host.log).not.toContain('AccountKey');
  });
});
