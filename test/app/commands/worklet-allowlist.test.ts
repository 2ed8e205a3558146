import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { HOUR, startApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, worklets } from '../../helpers/app/approvals.ts';
import { policyCall } from '../../helpers/app/policies.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { addCleanable, FIRST_WORKLET, untilAsked, withAutomoxMatch } from '../../helpers/scenarios/disk-scenarios.ts';

/** An app that would ask about a full disk, with its worklet on the list or not. */
async function startListed(workletAllowlist: string) {
  const app = await startApp({ ...withAutomoxMatch, workletAllowlist });
  const stage = stageOf(app);
  await addCleanable(stage);
  await untilAsked(stage);
  return app;
}

describe('WORKLET_ALLOWLIST', () => {
  it('leaves to a person what a worklet would do that it does not hold, whatever the policy names', async () => {
    await using app = await startListed('1, 2');

    const [outcome] = await app.outcomes();
    const { body } = await policyCall(app, 'POST', '/check', {
      document: { worklets: { diskCleanup: FIRST_WORKLET } },
    });

    expect(outcome).toMatchObject({ code: 'ticket-opened' });
    expect(worklets(app)).toBe(0);
    expect(body.notes).toContainEqual(expect.stringContaining(`WORKLET_ALLOWLIST does not hold ${FIRST_WORKLET}`));
  });

  it('lets a question be asked about one that it holds, and refuses the command once it does not', async () => {
    await using app = await startListed(`1,${FIRST_WORKLET}`);
    const { body } = await call(app, 'GET', `/api/remediations/${ASKED_ID}`);

    // As after a restart with another setting.
    (app.deps.workletAllowlist as Set<number>).delete(FIRST_WORKLET);
    const { status } = await answer(app, 'approve', { evidence: body.approval.evidence, by: 'Ada' });
    await app.clock.advance(2 * HOUR);

    expect(status).toBe(200);
    expect(worklets(app)).toBe(0);
    const after = await call(app, 'GET', `/api/remediations/${ASKED_ID}`);
    expect(app.simulator.world.tickets.all()[0]?.description).toContain('WORKLET_ALLOWLIST');
    expect(after.body.approval.became).toMatchObject({
      what: 'not-done',
    });
  });
});
