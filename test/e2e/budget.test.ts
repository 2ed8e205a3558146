import { describe, expect, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, useWorld } from './helpers/world.ts';

const MINUTE = 60_000;
/** Atera refuses whatever goes beyond it. */
const LIMIT = 60;
const DEVICES = 12;

const world = useWorld({
  settings: { ATERA_REQUESTS_PER_MINUTE: String(LIMIT) },
  // Follow-ups would only eat the budget that the test is about.
  diskSpace: { followUpEveryMinutes: 30 },
  simulator: { rateLimit: { requests: LIMIT, windowMs: MINUTE } },
});

describe('the rate budget of the built app', () => {
  it('holds the limit while many disks fill at once, and every one gets its ticket', async () => {
    const w = world();
    const devices = Array.from({ length: DEVICES }, (_, index) => addServer(w, `Customer ${index}`));
    const alertIds = await until('all alerts', () => {
      const ids = devices.flatMap((device) => device.openAlertId('C:') ?? []);
      return ids.length === DEVICES && ids;
    });

    for (const alertId of alertIds) await decided(w, alertId, 'acted', 4 * MINUTE);

    expect(w.simulator.rateLimited).toBe(0);
    expect(w.simulator.peakRequests(MINUTE)).toBeLessThanOrEqual(LIMIT);
    // It was tight: without a budget there would have been refusals.
    expect(w.simulator.peakRequests(MINUTE)).toBeGreaterThan(LIMIT * 0.7);
    expect(w.simulator.world.tickets.all()).toHaveLength(DEVICES);
    const { body } = await w.api('GET', '/api/budgets');
    expect(body.budgets).toMatchObject([{ budget: 'atera', windowSeconds: 60, pausedUntil: null }]);
  });
});
