import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';

const overdue = ({ log }: TestApp) => log.filter((line) => line.includes('"poll-overdue"'));

/** What a host shows as `createdTime` after continueAsNew. */
const HOSTS: readonly [string, boolean][] = [
  ['the time of the latest history', false],
  ['the time of the first history', true],
];

describe.each(HOSTS)('a poll that goes on in new histories, on a host that shows %s,', (_what, keepsCreatedTime) => {
  it('is not ended while it gets on, though Atera holds it up for more than an hour', async () => {
    await using app = await startApp({ mode: 'observe', faults: { keepsCreatedTime } });
    for (let i = 0; i < 3_000; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
    for (const skip of [1, 7, 13, 43, 49, 55])
      app.simulator.faults.inject({ on: 'GET /alerts', skip, fault: { kind: 'status', status: 429, retryAfter: 840 } });

    await app.clock.advance(1.7 * HOUR);

    expect(overdue(app)).toEqual([]);
    expect(await app.outcomes()).toHaveLength(3_000);
    // Each page once, the first one twice, and those that were refused.
    expect(app.simulator.requestsOf('GET /alerts').length).toBeGreaterThanOrEqual(67);
  });

  it('is ended when one of them waits indefinitely, and the next one begins', async () => {
    let pages = 0;
    const delayMs = (what: { kind: string; target: string }) =>
      what.kind === 'event' && what.target === 'poll-atera' && ++pages === 36 ? 240 * HOUR : 0;
    await using app = await startApp({ mode: 'observe', faults: { keepsCreatedTime, delayMs } });
    for (let i = 0; i < 3_000; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });

    await app.clock.advance(70 * MINUTE);

    expect(overdue(app)).toHaveLength(1);
    expect(await app.outcomes()).toHaveLength(3_000);
  });
});
