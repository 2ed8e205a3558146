import { triageTexts } from '../../../shared/texts/triage/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/**
 * Says in one outcome row and one line of the log how many alerts the first poll has only recorded,
 * and what to do. Idempotent.
 */
export async function reportFirstPoll({ alerts, outcomes, clock, policy, log }: Deps): Promise<void> {
  let count = 0;
  for await (const { playbook } of alerts.olderThanStart()) if (playbook !== 'none') count++;
  if (count === 0) return;
  const now = clock.now();
  const hours = policy.firstPollMaxAgeHours;
  log('first-poll', { recordedOnly: count, olderThanHours: hours });
  await outcomes.save([
    {
      subject: 'first-poll',
      state: 'skipped',
      code: 'older-than-start',
      text: triageTexts(policy.language).firstPoll({ count, hours }),
      playbook: 'none',
      firstListedAt: now,
      updatedAt: now,
    },
  ]);
}
