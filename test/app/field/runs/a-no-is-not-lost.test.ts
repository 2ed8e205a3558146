import { afterAll, describe, expect } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { addCleanable, untilAsked, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

const NO = 'Ada (typed, not verified) said no: it was asked for.';

afterAll(printRequests);

describe('a no is reported in ticket, outcome and decision though, right after it,', () => {
  scenario(
    'Atera fails for an hour, and the run that was notified of it ends without its ticket',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.minutes(30);
      const fault = { kind: 'status', status: 500 } as const;
      stage.app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times: 4, fault });
      await stage.answer('reject');
      await stage.hours(3);
      const [outcome] = await stage.app.outcomes();
      expect((await call(stage.app, 'GET', `/api/alerts/${outcome?.alertId}/decision`)).body.why).toContain(NO);
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], openAlerts: 1, says: [NO], explained: [NO] },
  );
});
