import { describe, expect } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addCleanable, CLEANUP, untilAsked, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

const inNewYork = { ...withAutomoxMatch, policy: { ...withAutomoxMatch.policy, timeZone: 'America/New_York' } };

/**
 * Everything that people read about the only alert: its ticket and comments, outcome, decision and
 * question.
 */
async function texts({ app }: Stage): Promise<string> {
  const [outcome] = await app.outcomes();
  const decision = await call(app, 'GET', `/api/alerts/${outcome?.alertId}/decision`);
  const tickets = app.simulator.world.tickets.all();
  const written = tickets.flatMap(({ description, comments }) => [description, ...comments.map(({ text }) => text)]);
  return [...written, outcome?.text, decision.body.why, decision.body.remediation?.approval?.asks].join('\n');
}

describe('the times that people read', () => {
  scenario(
    'are those of their clocks, in ticket, comments, outcome, decision and question',
    inNewYork,
    async (stage) => {
      await addCleanable(stage, () => 0);
      await untilAsked(stage);
      expect(await texts(stage)).toMatch(/Waits for a person's approval until 2026-03-03 03:\d\d EST/);
      await stage.answer('approve');
      expect(await texts(stage)).toMatch(
        /Approved by Ada \(typed, not verified\) 2026-03-02 03:\d\d EST; the device is inspected once more/,
      );
      await stage.hours(8);
      const reported = await texts(stage);
      expect(reported).toMatch(/Since: 2026-03-02 03:\d\d EST \(alert raised\)/);
      expect(reported).not.toContain('UTC');
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], comments: 1, commands: [CLEANUP], openAlerts: 1 },
  );
});
