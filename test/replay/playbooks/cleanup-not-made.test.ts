import { describe, expect, it } from 'vitest';
import { approved, automoxMatch, clean, full, gone, healthy, pending, sent } from '../../helpers/hosts/cleanup-host.ts';
import { done, inspection } from '../../helpers/hosts/playbook-host.ts';

describe('a disk cleanup that is not made', () => {
  it('is asked for again, and not sent, when the device is another one in Automox by now', async () => {
    const elsewhere = inspection(95, { automoxMatch: { ...automoxMatch, serverId: 10 } });
    const no = { state: 'rejected', by: 'Ada', reason: 'not that one' };

    const scenario = await clean({ inspectDisk: [full, full, elsewhere], askApproval: [pending, approved, no] });

    expect(scenario.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('Ada said no') });
    expect(scenario.calls.filter((call) => call === 'askApproval')).toHaveLength(3);
    expect(scenario.calls).not.toContain('sendCommand');
  });

  it('is not sent when the device differs from what was approved', async () => {
    const scenario = await clean({
      inspectDisk: [full, full, inspection(95, { automoxMatch: { ...automoxMatch, organizationId: 6 } })],
    });

    expect(scenario.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('differed from what had been approved'),
    });
    expect(scenario.calls).not.toContain('sendCommand');
  });

  it('is not sent to a device that was marked to be left alone while a person was asked', async () => {
    const scenario = await clean({ inspectDisk: [full, full, inspection(95, { automoxMatch, optedOut: 'marked' })] });

    expect(scenario.output).toMatchObject({ end: 'skipped', code: 'opted-out' });
    expect(scenario.calls).not.toContain('sendCommand');
  });

  it('is not needed any more when the disk has recovered before it is sent', async () => {
    const scenario = await clean({ inspectDisk: [full, full, healthy], resolveAlerts: [done({ resolved: 1 })] });

    expect(scenario.output).toMatchObject({ end: expect.not.stringContaining('failed') });
    expect(scenario.calls).not.toContain('sendCommand');
  });

  it('waits for a device that is not connected, and gives the brakes back', async () => {
    const scenario = await clean({ inspectDisk: [full], sendCommand: [done({ state: 'offline' })] });

    expect(scenario.output).toMatchObject({ end: 'waiting', code: 'waits-for-device', afterwards: { next: 'again' } });
    expect(scenario.signature.slice(-3)).toEqual([
      'signal entity devicegate release',
      'signal entity fleetbreaker cancel',
      'activity recordOutcome',
    ]);
  });

  it('that the kill switch keeps back is begun again with its approval, and gives the brakes back', async () => {
    const message = 'The kill switch is on (restore): the app may not send a command to a device now';
    const failure = { ok: false, code: 'kill_switch_on', retryable: false, effect: 'none', message };
    const scenario = await clean({ inspectDisk: [full], sendCommand: [{ status: 'failed', failure, usage: [] }] });

    expect(scenario.output).toMatchObject({
      end: 'waiting',
      code: 'kill-switch',
      text: expect.stringContaining(`Approved by Ada; ${message}.`),
      afterwards: { next: 'again', nextAt: Date.parse('2026-03-02T09:10:00Z') },
    });
    expect(scenario.signature.slice(-3)).toEqual([
      'signal entity devicegate release',
      'signal entity fleetbreaker cancel',
      'activity recordOutcome',
    ]);
  });

  it('that Automox refuses is a ticket, and neither an attempt nor a failure of the device', async () => {
    const failure = { ok: false, code: 'vendor_forbidden', retryable: false, effect: 'none', message: 'Automox: 403' };

    const scenario = await clean({ inspectDisk: [full], sendCommand: [{ status: 'failed', failure, usage: [] }] });

    expect(scenario.output).toMatchObject({
      text: expect.stringContaining('The command could not be sent: Automox: 403.'),
    });
    expect(scenario.signature).toContain('signal entity fleetbreaker cancel');
    expect(scenario.signature).not.toContain('signal entity fleetbreaker report');
  });

  it('is verified, not sent again, when it is not known whether Automox took it', async () => {
    const unclear = (now: number) => done({ state: 'unclear', at: now });

    const scenario = await clean({ inspectDisk: [full], sendCommand: [unclear], checkCommand: [gone] });

    expect(scenario.calls.filter((call) => call === 'sendCommand')).toHaveLength(1);
    expect(scenario.output).toMatchObject({ text: expect.stringContaining('it is not sent again') });
  });

  it('is only proposed where the mode allows no more', async () => {
    const scenario = await clean({ inspectDisk: [full] }, { mode: 'propose' });

    expect(scenario.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('Proposed: Run Automox worklet 77'),
    });
    expect(scenario.calls).not.toContain('askApproval');
  });

  it('is not repeated for a disk that is full again within days', async () => {
    const fixedAt = Date.parse('2026-02-26T08:00:00Z');

    const scenario = await clean({ inspectDisk: [full] }, { fixedAt });

    expect(scenario.output).toMatchObject({ text: expect.stringContaining('back within 7 days: that was no fix') });
    expect(scenario.calls).not.toContain('askApproval');
  });

  it('is still asked about when the alert that seemed gone is open', async () => {
    const scenario = await clean({
      inspectDisk: [full, full, full, full, healthy],
      askApproval: [{ state: 'alert-gone' }, approved],
      sendCommand: [sent],
      checkCommand: [gone],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(scenario.output).toMatchObject({ end: 'resolved' });
    expect(scenario.calls.filter((call) => call === 'askApproval')).toHaveLength(2);
  });

  it('becomes a ticket when the alert seems gone repeatedly', async () => {
    const scenario = await clean({ inspectDisk: [full], askApproval: [{ state: 'alert-gone' }] });

    expect(scenario.output).toMatchObject({ code: 'ticket-opened' });
    expect(scenario.history.length).toBeLessThanOrEqual(100);
  });

  it('is checked again when the alert goes away while a person is asked', async () => {
    const over = inspection(95, { automoxMatch, alertOpen: false, openAlertIds: [] });

    const scenario = await clean({ inspectDisk: [full, full, over], askApproval: [{ state: 'alert-gone' }] }, {}, []);

    expect(scenario.output).toMatchObject({ end: 'resolved', code: 'alert-cleared' });
  });
});
