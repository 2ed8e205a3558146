import { MINUTE_MS } from '../../shared/durations.ts';
import { addFleet } from '../storm/fleet.ts';
import { type Scale, type Used, withScale } from './measure.ts';

/** Devices that each customer of the bench has. */
const DEVICES_EACH = 100;

/** An account's devices, all well. */
async function addDevices(app: Scale, count: number): Promise<void> {
  for (let index = 0; index < count / DEVICES_EACH; index++)
    await addFleet(app, { customer: `C${index}`, kind: 'server', count: DEVICES_EACH, usedPercent: 40 });
}

/** Lets time pass until so many more polls have ended. */
export async function polls(app: Scale, count: number): Promise<void> {
  const ended = () => app.log.filter((event) => event === 'poll-complete').length;
  const until = ended() + count;
  for (let steps = 0; ended() < until; steps++) {
    if (steps > 1_000) throw new Error('The poll does not end');
    await app.pass(5_000);
  }
}

/** What one of the polls took. */
function perPoll(used: Used): Used {
  const { polls } = used;
  return {
    ...used,
    polls: 1,
    requests: used.requests / polls,
    own: used.own / polls,
    operations: used.operations / polls,
  };
}

/** Polls of an account of so many devices of which nothing is to be said, and a refresh of its directory. */
export async function manyDevices(count: number) {
  const idle = await withScale(async (app) => {
    await addDevices(app, count);
    await polls(app, 3);
    return perPoll(await app.use(() => polls(app, 10)));
  });
  const refresh = await withScale(
    async (app) => {
      await addDevices(app, count);
      await app.pass(10 * MINUTE_MS);
      return app.use(async () => {
        for (let minute = 0; minute < 60 && !hasListed(app); minute++) await app.pass(MINUTE_MS);
      });
    },
    { directoryRefreshMinutes: 15 },
  );
  return { count, idle, refresh };
}

const hasListed = ({ log }: Scale) => log.includes('directory-refreshed');

/** Two polls over so many open alerts that are nobody's work: all are new to the first, none to the second. */
export function manyAlerts(count: number) {
  return withScale(async (app) => {
    for (let i = 0; i < count; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
    const first = await app.use(() => polls(app, 1));
    const second = await app.use(() => polls(app, 1));
    return { count, first, second };
  });
}
