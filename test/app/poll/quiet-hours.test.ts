import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { addRebootable, withReboots } from '../../helpers/scenarios/reboot-scenarios.ts';

/** The app starts on a Monday at 08:00 UTC; it is 09:00 in Berlin. */
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const quietFrom = (from: string, to: string) => ({ hours: [{ days: [...everyDay], from, to }], pollEveryMinutes: 10 });

/** Minutes after 08:00 at which alerts were read. */
const pollsOf = ({ simulator }: TestApp) =>
  simulator.requestsOf('GET /alerts').map(({ at }) => (at - Date.parse('2026-03-02T08:00:00Z')) / MINUTE);

describe('in quiet hours', () => {
  it('polls come every ten minutes, by the wall clock of the policy, and before and after as usual', async () => {
    await using app = await startApp({
      policy: { timeZone: 'Europe/Berlin', quietHours: quietFrom('09:10', '09:41') },
    });

    await app.clock.advance(50 * MINUTE);

    expect(pollsOf(app)).toEqual([2, 4, 6, 8, 18, 28, 38, 42, 44, 46, 48, 50]);
  });

  it('a poll that is not complete is followed by the next one as usual', async () => {
    await using app = await startApp({ policy: { quietHours: quietFrom('08:00', '12:00') } });
    await app.clock.advance(3 * MINUTE);
    app.simulator.faults.inject({ on: 'GET /alerts', times: 3, fault: { kind: 'status', status: 400 } });

    await app.clock.advance(25 * MINUTE);

    expect(pollsOf(app)).toEqual([2, 12, 14, 16, 18, 28]);
  });

  it('what is due is begun with the slower polls: a full disk gets its ticket', async () => {
    await using app = await startApp({ policy: { quietHours: quietFrom('00:00', '24:00') } });
    addFullServer(app);

    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('a reboot that was approved is done in its maintenance window', async () => {
    const { policy, ...options } = withReboots;
    await using app = await startApp({ ...options, policy: { ...policy, quietHours: quietFrom('00:00', '24:00') } });
    const stage = stageOf(app);
    await addRebootable(stage);
    await stage.hours(1);
    await stage.answer('approve');

    await stage.hours(6);

    expect((await app.outcomes()).at(-1)?.code).toBe('rebooted');
  });

  it('health finds the last poll recent enough', async () => {
    await using app = await startApp({
      policy: { quietHours: { ...quietFrom('00:00', '24:00'), pollEveryMinutes: 15 } },
    });
    await app.clock.advance(3 * HOUR);
    const gaps = pollsOf(app).map((at, index, all) => at - (all[index - 1] ?? at));

    expect(Math.max(...gaps)).toBeLessThan(30);
  });
});
