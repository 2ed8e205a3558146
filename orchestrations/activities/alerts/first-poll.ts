import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/** Says in one outcome row and one line of the log how many alerts the first poll has only recorded, and what to do. Idempotent. */
export async function tellOfFirstPoll({ alerts, outcomes, clock, policy, log }: Deps): Promise<void> {
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
      text: `When the alerts of this account were first read, ${count} open ones that a playbook is for were more than ${hours} hours old. They are recorded only (older-than-start) and get no tickets. To have one taken up, send its alertId to POST /api/remediations; one that fires again is taken up by itself.`,
      playbook: 'none',
      firstSeenAt: now,
      updatedAt: now,
    },
  ]);
}
