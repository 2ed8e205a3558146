import { describe, expect, it } from 'vitest';
import { makeAskApproval } from '../../../orchestrations/activities/commands/ask-approval.ts';
import { withAnswer } from '../../../shared/domain/approvals/answer.ts';
import { evidenceHash } from '../../../shared/domain/approvals/proposal.ts';
import { closed } from '../../../shared/domain/occurrences/occurrence.ts';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { conditionFacts } from '../../helpers/scenarios/condition-facts.ts';

const key = { deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 1 };
const proposal = {
  action: { kind: 'worklet', organizationId: 5, serverId: 9, workletId: 77, purpose: 'diskCleanup' },
  facts: { drive: 'C' },
  text: 'Clean up?',
} as const;
const input = { subject: { key, playbook: 'disk-space', agentId: 1 }, proposal } as const;
const rowOf = ({ deps }: TestApp) => deps.conditions.get(key.deviceKey, key.conditionKey);

/** The activity; `meanwhile` happens between its first inspection of the row and its writing. */
async function ask({ deps }: TestApp, meanwhile: () => Promise<unknown> = async () => {}) {
  const listedSince = async () => {
    await meanwhile();
    return undefined;
  };
  await deps.conditions.openOccurrence(conditionFacts(), deps.clock.now());
  await deps.alerts.save([
    {
      ...{ alertId: 100, state: 'handled', playbook: 'disk-space', title: 'Disk', lastPoll: '', customerName: '' },
      ...{ createdAt: deps.clock.now(), firstListedAt: deps.clock.now(), deviceName: '' },
    },
  ]);
  return makeAskApproval({ ...deps, ...(await deps.inForce()), alerts: { ...deps.alerts, listedSince } })(input);
}

describe('a question to a person', () => {
  it('can be answered although the poll that began its run failed before it could say so', async () => {
    await using app = await startApp();

    expect(await ask(app)).toMatchObject({ state: 'pending', number: 1 });

    expect(await rowOf(app)).toMatchObject({ state: 'remediating', approval: { asks: 'Clean up?' } });
  });

  it('is not asked about an occurrence that a person cancels at that moment, and does not bring it back', async () => {
    await using app = await startApp();
    const { conditions, clock } = app.deps;

    const asked = await ask(app, () => conditions.update(key, (row) => closed(row, clock.now())));

    expect(asked).toEqual({ state: 'over' });
    const row = await rowOf(app);
    expect(row?.state).toBe('closed');
    expect(row?.nextAt).toBeUndefined();
  });

  it('that was asked and answered while a second execution was on its way keeps its answer', async () => {
    await using app = await startApp();
    const { conditions, clock } = app.deps;
    const evidence = evidenceHash(input.subject, proposal);
    const question = { evidence, number: 1, asks: 'Clean up?', facts: {}, askedAt: 0, expiresAt: clock.now() + MINUTE };
    const bounds = { windows: [], zone: 'UTC', withoutWindowHours: 72 };
    const answer = { evidence, approved: false, by: 'Ada', who: { name: 'Ada', how: 'typed' as const }, reason: 'no' };

    const asked = await ask(app, () =>
      conditions.update(key, (row) => withAnswer({ ...row, approval: question }, answer, bounds, clock.now())),
    );

    expect(asked).toEqual({ state: 'rejected', by: 'Ada', reason: 'no' });
    expect((await rowOf(app))?.approval?.answer).toMatchObject({ approved: false });
  });
});
