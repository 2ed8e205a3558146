import { describe, expect, it } from 'vitest';
import { readTeams, readWebhook, type Said } from '../../../dev/start/channels/read-told.ts';
import type { Told } from '../../../dev/start/channels/receiver.ts';
import { linkLines, toldLine } from '../../../dev/start/channels/told-lines.ts';
import type { Check } from '../../../dev/start/check.ts';
import { checkLinks, checkMessages } from '../../../dev/start/day/day-told.ts';
import type { ChannelMessage, LinkedEvent } from '../../../shared/notify/channels/message.ts';
import { teamsMessage } from '../../../shared/notify/render/teams-message.ts';
import { webhookMessage } from '../../../shared/notify/render/webhook-body.ts';

const QUESTION: LinkedEvent = {
  ...{
    id: 'approval-needed-1',
    event: 'approval-needed',
    at: 0,
    customerName: 'North Wind Ltd',
    deviceName: 'NW-PC01',
  },
  ...{ remediationId: 'rem.a7.disk-space.C.1', text: 'Run the cleanup.', links: { answer: 'https://x.example/a' } },
};
const OTHER: LinkedEvent = {
  ...QUESTION,
  id: 'approval-needed-2',
  deviceName: 'NW-SRV01',
  links: { dashboard: 'https://x.example/d' },
};
const LOCALE = { language: 'en', timeZone: 'Europe/Berlin' } as const;

const digest: ChannelMessage = {
  ...{ kind: 'digest', id: 'digest-1', from: 0, to: 1, events: [QUESTION, OTHER] },
  counts: [{ event: 'approval-needed', count: 2 }],
};

const webhook = (message: ChannelMessage): Told => ({
  channel: 'noc',
  ...readWebhook(JSON.parse(webhookMessage(message).body)),
});

describe('what is printed of a message', () => {
  it('names who is told and whom it is about, and the link to answer', () => {
    const told = webhook({ kind: 'event', event: QUESTION });

    expect(toldLine(told, '08:16')).toBe(
      '08:16  North Wind Ltd     NW-PC01            told #noc: approval-needed: Run the cleanup.',
    );
    expect(linkLines(told)).toEqual(['          answer for NW-PC01:  https://x.example/a']);
  });

  it('is one line for a digest, with the links of its questions', () => {
    const told = webhook(digest);

    expect(toldLine(told, '08:16')).toMatch(
      /told #noc: 2 things at once: approval-needed NW-PC01, approval-needed NW-SRV01$/,
    );
    expect(linkLines(told)).toEqual([
      '          answer for NW-PC01:  https://x.example/a',
      '          no link for NW-SRV01, answer in the dashboard:  https://x.example/d',
    ]);
  });

  it('is what stands on a Teams card, which has the id of its message', () => {
    const read = readTeams(JSON.parse(teamsMessage({ kind: 'event', event: QUESTION }, LOCALE)));

    expect(read.id).toBe('approval-needed-1');
    expect(toldLine({ channel: 'tickets', ...read }, '08:16')).toMatch(/told #tickets: .*NW-PC01.*Run the cleanup\./);
  });
});

const failing = (checks: readonly Check[]) => checks.filter(({ holds }) => !holds).map(({ text }) => text);

/** A day with one question, of which these messages came. */
function dayWith(told: readonly Told[]) {
  const counts = () => ({ questions: 1 });
  const used = { question: { deviceName: 'NW-PC01' }, isOpenStill: false };
  return { receiver: { told }, product: { tally: { counts } }, operator: { linksUsed: [used] } };
}

const said = (over: Partial<Said> = {}): Told => ({
  ...{ channel: 'noc', id: 'one' },
  says: [{ id: 'q1', event: 'approval-needed', text: 'Run it.', customer: '', device: 'NW-PC01', ...over }],
});

describe('the checks of what people were told', () => {
  it('hold for a question that was told once', () => {
    expect(failing(checkMessages(dayWith([said()])))).toEqual([]);
  });

  it('fail for a question that was not told', () => {
    expect(failing(checkMessages(dayWith([])))).toEqual([expect.stringMatching(/every question.*0 were told/)]);
  });

  it('fail for the same thing under two ids', () => {
    const failed = failing(checkMessages(dayWith([said(), { ...said({ id: 'q2' }), id: 'two' }])));

    expect(failed).toEqual([expect.stringMatching(/2 were told/), expect.stringMatching(/under two ids/)]);
  });

  it('fail for a message that came again', () => {
    expect(failing(checkMessages(dayWith([said(), said()])))).toContainEqual(
      expect.stringMatching(/no message came twice/),
    );
  });

  it('fail for a link of a server, and for one that still answers', () => {
    const { operator, ...day } = dayWith([said({ device: 'NW-SRV01', answer: 'https://x.example/a' })]);
    const linksUsed = operator.linksUsed.map((used) => ({ ...used, isOpenStill: true }));

    expect(failing(checkLinks({ ...day, operator: { linksUsed } }))).toEqual([
      expect.stringMatching(/no second time.*NW-PC01/),
      expect.stringMatching(/about a server.*NW-SRV01/),
    ]);
  });
});
