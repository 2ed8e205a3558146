import { describe, expect, it } from 'vitest';
import { type LinkMaker, linksWith } from '../../../orchestrations/activities/notify/links-of.ts';
import type { NotifyEvent } from '../../../shared/notify/event.ts';

const event: NotifyEvent = {
  ...{ id: 'approval-needed-1', event: 'approval-needed', at: 0, text: 'May it?', remediationId: 'rem.a5.offline.1' },
  question: { number: 1, evidence: 'abc', expiresAt: 100 },
};
const maker: LinkMaker = {
  answerLink: async ({ remediationId, number, evidence }) =>
    `https://rmm.example/${remediationId}/${number}/${evidence}`,
  dashboardLink: (remediationId) => `https://rmm.example/#${remediationId}`,
};
const at = (now: number) => ({ now: () => now });

describe('the links of an event', () => {
  it('lead to the question and to the dashboard', async () => {
    expect(await linksWith(maker, at(99))(event)).toEqual({
      answer: 'https://rmm.example/rem.a5.offline.1/1/abc',
      dashboard: 'https://rmm.example/#rem.a5.offline.1',
    });
  });

  it('lead to the dashboard alone once the question has expired, or no link to it can be made', async () => {
    const dashboard = 'https://rmm.example/#rem.a5.offline.1';
    const failing = { ...maker, answerLink: () => Promise.reject(new Error('the vault is away')) };
    const none = { ...maker, answerLink: async () => undefined };

    expect(await linksWith(maker, at(100))(event)).toEqual({ dashboard });
    expect(await linksWith(failing, at(0))(event)).toEqual({ dashboard });
    expect(await linksWith(none, at(0))(event)).toEqual({ dashboard });
  });

  it('are none where the app does not know its address, or the event no remediation', async () => {
    const { remediationId: _, ...other } = event;

    expect(await linksWith(undefined, at(0))(event)).toEqual({});
    expect(await linksWith(maker, at(0))(other)).toEqual({});
    expect(await linksWith(maker, at(0))(undefined)).toEqual({});
  });
});
