import { describe, expect, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld, type World } from './helpers/world.ts';

const world = useWorld();

const SECOND = 1_000;

/** What is promised after a crash: a minute of visibility, and what a host needs to start. */
const GOES_ON_WITHIN_MS = 75 * SECOND;

const polls = ({ simulator }: World) => simulator.requestsOf('GET /alerts').length;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a host that is killed in the middle of a poll', () => {
  it('polls on within 75 s of its start', async () => {
    const w = world();
    await polledAgain(w, 2);
    w.simulator.faults.inject({ on: 'GET /alerts', fault: { kind: 'hang' } });
    const before = polls(w);
    await until('a poll that hangs', () => polls(w) > before);

    await w.host.kill();
    await w.host.start();

    const killedAt = polls(w);
    await until('the next poll', () => polls(w) > killedAt, GOES_ON_WITHIN_MS);
    const device = addServer(w, 'North Wind');
    await until('a ticket', () => ticketsOf(w, device).length > 0);
  });
});

describe('storage that is away for a minute', () => {
  it('costs nothing but time: what was under way ends, and what came meanwhile is taken up, once', async () => {
    const w = world();
    const early = addServer(w, 'East Wind');
    await until('an alert', () => early.openAlertId('C:'));

    await w.storage.goAway();
    const late = addServer(w, 'West Wind');
    await pause(60 * SECOND);
    await w.storage.comeBack();

    // The real host that holds the timers ends itself meanwhile, as long as nobody starts it again.
    const seen = polls(w);
    const goesOn = async () => {
      await w.host.revive();
      return polls(w) > seen;
    };
    await until('the next poll', goesOn, GOES_ON_WITHIN_MS);
    for (const device of [early, late]) {
      const alertId = await until('its alert', () => device.openAlertId('C:'));
      await decided(w, alertId, 'acted');
    }
    await polledAgain(w);
    expect([early, late].map((device) => ticketsOf(w, device).length)).toEqual([1, 1]);
  });
});
