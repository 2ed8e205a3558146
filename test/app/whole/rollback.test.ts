import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';

/**
 * On the real host (Functions 4.1037) a poll of version 1.1 was never run by a worker of 1.0, and
 * polling stood still.
 */
describe('after a rollback', () => {
  it('the poll that the newer version had begun is gone on with, and more follow', async () => {
    await using app = await startApp({ version: '1.1' });
    app.simulator.faults.inject({ on: 'GET /alerts', times: 1, fault: { kind: 'latency', ms: 20_000 } });
    await app.clock.advance(2 * MINUTE + 1_000);
    const begun = app.host.client.status('poll-atera');
    await app.host.stop();

    await app.start(undefined, '1.0');
    await app.clock.advance(HOUR);

    expect(begun).toMatchObject({ runtimeStatus: 'Running' });
    expect(app.simulator.requestsOf('GET /alerts').length).toBeGreaterThan(25);
    expect(app.log.filter((line) => line.includes('is not accepted by this app'))).toEqual([]);
  });

  it('a remediation that began before the upgrade ends, although the newer version started parts of it', async () => {
    const asked = await startAsked({ version: '1.0' });
    await using app = asked.app;
    await app.host.stop();
    await app.start(undefined, '1.1');
    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    const parts = () => app.host.client.list().filter(({ name }) => name === 'awaitWorklet');
    for (let minutes = 0; minutes < 60 && parts().length === 0; minutes++) await app.clock.advance(MINUTE);
    const begun = parts();
    await app.host.stop();

    await app.start(undefined, '1.0');
    await app.clock.advance(2 * HOUR);

    expect(begun).toMatchObject([{ runtimeStatus: 'Running' }]);
    expect(worklets(app)).toBe(1);
    expect(app.host.client.status(ASKED_ID)).toMatchObject({ runtimeStatus: 'Completed', version: '1.0' });
    expect(app.simulator.world.alerts.get(asked.alertId)?.archivedAt).toBeDefined();
  });
});
