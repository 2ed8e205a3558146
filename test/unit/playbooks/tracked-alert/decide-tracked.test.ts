import { describe, expect, it } from 'vitest';
import { decideTracked, type TrackedFindings } from '../../../../shared/playbooks/tracked-alert/decide-tracked.ts';
import {
  type TrackedFacts,
  trackedTicketText,
} from '../../../../shared/playbooks/tracked-alert/tracked-ticket-text.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T09:00:00Z');

function decided(over: Partial<TrackedFindings> = {}) {
  const findings = { open: 1, lost: 0, raisedAt: NOW - 11 * MINUTE, inspectedAt: NOW, isReported: false, ...over };
  return decideTracked(findings, { confirmAfterMinutes: 10 });
}

describe('a tracked alert', () => {
  it('that is young may pass by itself, unless there is a ticket', () => {
    const young = { raisedAt: NOW - 4 * MINUTE };

    expect(decided(young)).toEqual({ verdict: 'wait', because: 'may-pass', until: NOW + 6 * MINUTE });
    expect(decided({ ...young, isReported: true })).toMatchObject({ verdict: 'holds' });
  });

  it('that Atera has open holds, and one that it does not is over', () => {
    expect(decided()).toEqual({ verdict: 'holds', because: 'alert-open' });
    expect(decided({ open: 0 })).toMatchObject({ verdict: 'recovered', because: 'alert-ended', alertGone: true });
  });

  it('whose row is lost is not over: nobody was asked about it', () => {
    expect(decided({ open: 0, lost: 1 })).toEqual({ verdict: 'unknown', because: 'alert-lost' });
    expect(decided({ open: 1, lost: 1 })).toMatchObject({ verdict: 'holds' });
  });
});

function reported(over: Partial<TrackedFacts> = {}) {
  return trackedTicketText({
    language: 'en',
    key: { deviceKey: 'a1', conditionKey: 'tracked-alert.raid', occurrence: 1 },
    deviceName: 'NW-SRV-01',
    deviceClass: 'server',
    name: 'RAID',
    because: 'alert-open',
    says: { title: 'RAID <b>failed</b>', message: 'Slot 2', severity: 'Critical' },
    open: 1,
    raisedAt: NOW,
    inspectedAt: NOW,
    flapping: false,
    ...over,
  });
}

describe('the ticket of a tracked alert', () => {
  it('says what the alert says, that nothing can be inspected, and who ends an alert', () => {
    expect(reported()).toMatchObject({
      headline: 'RAID on NW-SRV-01',
      observed:
        'Atera\'s alert (severity Critical) says "RAID b failed /b": "Slot 2". It is open in Atera (checked 2026-03-02 09:00 UTC).',
      tried: expect.stringContaining('cannot inspect'),
      advice: expect.stringContaining('stays until somebody resolves it in Atera'),
      closesWhen: 'Atera has had no such alert open for a while',
    });
  });

  it.each([
    [{}, 'High', 'ServerIssue'],
    [{ priority: 'Critical', deviceClass: 'laptop' }, 'Critical', 'Major'],
    [{ says: { title: 'x', severity: 'Information' }, deviceClass: 'laptop' }, 'Low', 'Minor'],
    [{ says: { title: 'x', severity: 'unknown' }, deviceClass: undefined }, 'Medium', 'Minor'],
    [{ priority: 'Low' }, 'Low', 'ServerIssue'],
  ] as const)('has the priority of its class, else of its severity: %j', (over, priority, impact) => {
    expect(reported(over)).toMatchObject({ priority, impact });
  });

  it('does not say that an alert is open which is over', () => {
    expect(reported({ because: 'alert-ended', open: 0, flapping: true })).toMatchObject({
      headline: 'RAID keeps coming back on NW-SRV-01',
      observed: expect.stringContaining('It has ended in Atera'),
      advice: 'nothing now. It came back several times recently: look for the cause.',
    });
  });
});
