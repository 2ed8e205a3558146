import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';
import { addFleet } from '../../helpers/app/fleet.ts';

const SECOND = 1_000;
const REFRESH = '/api/directory/refresh';
/** No poll's timer comes in this time: what is begun is begun by a person. */
const ALONE = { pollSchedule: '0 0 0 1 1 *', automox: true } as const;

const read = async (app: Parameters<typeof call>[0]) => (await call(app, 'GET', '/api/directory')).body;

describe('POST /api/directory/refresh', () => {
  it('lists the devices now, says how far it is meanwhile, and when it is done', async () => {
    await using app = await startApp(ALONE);
    addFleet(app, 600);
    app.simulator.faults.inject({ on: 'GET /agents', times: 12, fault: { kind: 'latency', ms: 2 * SECOND } });
    const before = await read(app);

    const { status, body, location } = await call(app, 'POST', REFRESH);
    await app.clock.advance(11 * SECOND);
    const meanwhile = await read(app);
    await app.clock.advance(5 * MINUTE);
    const after = await read(app);

    expect([status, location, body.begun]).toEqual([202, '/api/directory', true]);
    const { pagesRead, ...progress } = meanwhile.refreshing;
    expect(progress).toMatchObject({ stage: 'atera', list: 1, lists: 2, pages: 12 });
    expect(pagesRead > 0 && pagesRead < 12).toBe(true);
    expect(meanwhile.refreshedAt).toBe(before.refreshedAt);
    expect(after).toMatchObject({ refreshing: null, lastFailure: null, agents: 600 });
    expect(after.refreshedAt).toBe(body.refreshing.startedAt);
  });

  it('begins none beside one that runs, and answers with that one', async () => {
    await using app = await startApp(ALONE);
    addFleet(app, 600);
    const first = await call(app, 'POST', REFRESH);

    const second = await call(app, 'POST', REFRESH);
    await app.clock.advance(HOUR);

    expect(second.status).toBe(202);
    expect(second.body).toMatchObject({ begun: false, refreshing: { startedAt: first.body.refreshing.startedAt } });
    expect(app.simulator.requestsOf('GET /agents')).toHaveLength(12);
  });

  it('says why it failed, and that the directory is as it was', async () => {
    await using app = await startApp(ALONE);
    const before = await read(app);
    app.simulator.keys.revoke(app.simulator.keys.current);

    await call(app, 'POST', REFRESH);
    await app.clock.advance(HOUR);
    const after = await read(app);

    expect(after.lastFailure).toMatchObject({ because: expect.stringMatching(/\w/) });
    expect([after.refreshing, after.refreshedAt]).toEqual([null, before.refreshedAt]);
  });
});
