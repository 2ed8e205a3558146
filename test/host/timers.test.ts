import { app, type Timer } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { MemoryStore, startHost, VirtualClock } from '../../dev/host/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('timer functions', () => {
  it('fire by their schedule, one also at the start, and never twice at once', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:01Z');
    const log: string[] = [];
    const note = (name: string) => log.push(`${name} ${new Date(clock.now()).toISOString().slice(14, 19)}`);
    const register = () => {
      app.timer('setting', { schedule: '%EVERY%', handler: () => void note('setting') });
      app.timer('span', { schedule: '00:00:04', handler: () => void note('span') });
      app.timer('eager', { schedule: '0 0 0 1 1 *', runOnStartup: true, handler: () => void note('eager') });
      app.timer('slow', {
        schedule: '*/2 * * * * *',
        handler: async () => {
          note('slow');
          await clock.sleep(5 * SECOND);
        },
      });
    };
    await using _host = await startHost({ register, clock, settings: { EVERY: '*/5 * * * * *' } });

    await clock.advance(10 * SECOND);

    expect(log.filter((line) => line.startsWith('setting'))).toEqual(['setting 00:05', 'setting 00:10']);
    expect(log.filter((line) => line.startsWith('span'))).toEqual(['span 00:05', 'span 00:09']);
    expect(log.filter((line) => line.startsWith('eager'))).toEqual(['eager 00:01']);
    expect(log.filter((line) => line.startsWith('slow'))).toEqual(['slow 00:02', 'slow 00:07']);
  });

  it('make up for a tick that was missed while no host ran, and say that it is past due', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:30Z');
    const store = new MemoryStore();
    const runs: { at: number; timer: Timer }[] = [];
    const register = () =>
      app.timer('minutely', {
        schedule: '0 * * * * *',
        handler: (timer) => void runs.push({ at: clock.now(), timer }),
      });
    const first = await startHost({ register, clock, store });
    await clock.advance(MINUTE);
    await first.stop();
    await clock.advance(3 * MINUTE);

    await using _second = await startHost({ register, clock, store });
    await clock.advance(40 * SECOND);

    expect(runs.map(({ timer }) => timer.isPastDue)).toEqual([false, true, false]);
    expect(runs.map(({ at }) => new Date(at).toISOString().slice(11, 19))).toEqual([
      '08:01:00',
      '08:04:30',
      '08:05:00',
    ]);
    expect(runs[1]?.timer.scheduleStatus).toMatchObject({
      last: '2026-03-02T08:01:00+00:00',
      next: '2026-03-02T08:02:00+00:00',
    });
  });

  it('go on after a handler that throws, and can be run by hand', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    let runs = 0;
    const register = () =>
      app.timer('fails', {
        schedule: '*/10 * * * * *',
        handler: () => {
          runs += 1;
          throw new Error('no');
        },
      });
    await using host = await startHost({ register, clock, log: () => {} });

    await clock.advance(20 * SECOND);
    const bySchedule = runs;
    await host.runTimer('FAILS');

    expect([bySchedule, runs]).toEqual([2, 3]);
    await expect(host.runTimer('none')).rejects.toThrow("There is no timer function 'none'");
  });
});
