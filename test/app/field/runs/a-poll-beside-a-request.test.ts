import { describe, expect, it } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';
import { addAnotherFullServer } from '../../../helpers/app/ticket-app.ts';

/** How often `method` of a store was called since. */
function counted<S extends object>(store: S, method: keyof S): () => number {
  const plain = store[method] as (...given: unknown[]) => unknown;
  let calls = 0;
  Object.assign(store, {
    [method]: (...given: unknown[]) => {
      calls++;
      return plain(...given);
    },
  });
  return () => calls;
}

const ask = (app: TestApp, agentId: number) =>
  call(app, 'POST', '/api/remediations', { agentId, playbook: 'disk-space', drive: 'C:' });

describe('a request for one device', () => {
  it('judges no site and starts nothing else that is due: the poll alone does', async () => {
    await using app = await startApp({ pollSchedule: '0 0 * * * *' });
    const [asked, other] = [addFullServer(app, 40), addAnotherFullServer(app, 'NW-SRV-02')];
    other.raiseDiskAlertNow('C:');
    await app.clock.advance(2 * HOUR);
    const key = { deviceKey: `a${other.agentId}`, conditionKey: 'disk-space.C', occurrence: 1 };
    const due = await app.deps.conditions.update(key, (row) => ({ ...row, nextAt: app.clock.now() }));
    const saved = counted(app.deps.sites, 'save');

    const reply = await ask(app, asked.agentId);
    await app.clock.advance(10 * MINUTE);

    expect(reply.status).toBe(202);
    expect(await app.deps.conditions.get(`a${asked.agentId}`, 'disk-space.C')).toBeDefined();
    expect(saved()).toBe(0);
    expect((await app.deps.conditions.get(key.deviceKey, key.conditionKey))?.followUps).toBe(due?.followUps);
  });
});

describe('a poll', () => {
  it('lists the conditions never in full, however many there are', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    const listed = counted(app.deps.conditions, 'list');

    await app.clock.advance(5 * HOUR);

    expect(app.simulator.requestsOf('GET /alerts').length).toBeGreaterThan(30);
    expect(listed()).toBe(0);
  });
});
