import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../../dev/host/faults.ts';
import { call } from '../../../helpers/app/api.ts';
import { HOUR } from '../../../helpers/app/app.ts';
import { startAsked } from '../../../helpers/app/approvals.ts';

/** A run wakes from a wait of an hour two hours late. */
const lateAwake: Faults = {
  delayMs: (message) => {
    const isLong = message.kind === 'event' && message.visibleAt > Date.parse('2026-03-02T09:05:00Z');
    return isLong && message.target.startsWith('rem.') ? 2 * HOUR : 0;
  },
};

describe('a question that has expired before its run wakes', () => {
  it('is not said to wait for a person any more', async () => {
    await using app = await startAsked({ policy: { approvalExpiresHours: 1 }, faults: lateAwake });
    const decision = async () => (await call(app, 'GET', `/api/alerts/${app.alertId}/decision`)).body.why;
    expect(await decision()).toContain("Waits for a person's approval until 2026-03-02 10:1");

    await app.clock.advance(1.5 * HOUR);

    expect(await decision()).toMatch(
      /Nobody answered until 2026-03-02 10:1\d CET; the app continues without an answer\.$/,
    );
  });
});
