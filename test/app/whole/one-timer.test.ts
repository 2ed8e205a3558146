import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

describe('the only timer', () => {
  it('starts the polls although the directory cannot be read, and says what was not started', async () => {
    await using app = await startApp({ directory: 'none' });
    Object.assign(app.deps.directory, { lastRefresh: () => Promise.reject(new Error('Azure Tables says no')) });

    await app.clock.advance(5 * MINUTE);

    expect(app.simulator.requestsOf('GET /alerts').length).toBeGreaterThan(0);
    expect(app.log).toContainEqual('{"event":"start-failed","what":"refresh","reason":"Azure Tables says no"}');
    expect(app.host.client.status('refresh-directory')).toBeUndefined();
    expect(app.host.client.status('retention')).toMatchObject({ runtimeStatus: 'Completed' });
  });

  it('purges once a night, however often it fires', async () => {
    await using app = await startApp({ pollSchedule: '0 0 * * * *' });
    const startedAt = () => new Date(app.host.client.status('retention')?.createdAt ?? 0).toISOString();

    await app.clock.advance(HOUR);
    const atStart = startedAt();
    await app.clock.advance(18 * HOUR);
    const inTheEvening = startedAt();
    await app.clock.advance(2 * HOUR);

    expect([atStart, inTheEvening]).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z']);
    expect(startedAt()).toBe('2026-03-03T04:00:00.000Z');
  });

  it('does not purge again after a restart on the same day', async () => {
    await using app = await startApp({ pollSchedule: '0 0 * * * *' });
    await app.clock.advance(HOUR);
    await app.host.stop();
    const before = app.host.client.status('retention')?.createdAt;

    await app.start();
    await app.clock.advance(3 * HOUR);

    expect(before).toBeDefined();
    expect(app.host.client.status('retention')?.createdAt).toEqual(before);
  });
});
