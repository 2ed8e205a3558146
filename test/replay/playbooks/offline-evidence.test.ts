import { describe, expect, it } from 'vitest';
import {
  disconnected,
  inspection,
  MINUTE,
  NOW,
  offlineRun,
  resolved,
  written,
} from '../../helpers/hosts/offline-host.ts';
import { done, replay } from '../../helpers/hosts/playbook-host.ts';

/**
 * A laptop in Berlin that was closed on Friday evening; on Monday its people have been at work for
 * an hour.
 */
function laptopRun() {
  const { customer } = offlineRun();
  const friday = { alertCreatedAt: NOW - 63 * 60 * MINUTE, known: { deviceClass: 'laptop' } } as const;
  return offlineRun({ ...friday, customer: { ...customer, timeZone: 'Europe/Berlin' } });
}

describe('what proves that a device is away, or back', () => {
  it('resolves nothing when the device is away again at the second inspection, a poll later', async () => {
    const run = await replay('remediateAlert', offlineRun(), {
      inspectOffline: [inspection({ online: true }), inspection()],
      readServer: [disconnected],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened' });
    expect(run.calls).toEqual(['inspectOffline', 'inspectOffline', 'readServer', 'ensureTicket', 'recordOutcome']);
  });

  it.each([
    ['resolves', [], { end: 'resolved', code: 'reinstalled' }, ['resolveAlerts']],
    ['resolves also after older occurrences', [NOW - 60 * MINUTE], { end: 'resolved' }, ['resolveAlerts']],
    ['leaves open, once it came back,', [NOW - 5 * MINUTE], { end: 'skipped', code: 'reinstalled' }, []],
  ])('%s the alert of an agent that was installed again under a new id', async (_how, recentCloses, end, calls) => {
    const run = await replay('remediateAlert', offlineRun({ recentCloses, flapping: true }), {
      inspectOffline: [inspection({ successor: { agentId: 1_050, installedAt: NOW - 30 * MINUTE } })],
      resolveAlerts: [resolved],
    });

    expect(run.output).toMatchObject({ ...end, afterwards: { next: 'close' } });
    expect(run.output).toMatchObject({ text: expect.stringContaining('same device is online under agent 1050') });
    expect(run.calls).toEqual(['inspectOffline', 'inspectOffline', ...calls, 'recordOutcome']);
  });

  it('asks Automox of a laptop that may be switched off, and says why nothing is opened', async () => {
    const run = await replay('remediateAlert', laptopRun(), {
      inspectOffline: [inspection({ deviceClass: 'laptop' })],
      readServer: [disconnected],
    });

    expect(run.output).toMatchObject({ end: 'waiting', code: 'may-be-off', afterwards: { next: 'again' } });
    expect(run.output).toMatchObject({
      text: expect.stringContaining('business hours so far, and it gets a ticket after 30 without a return'),
    });
    expect(run.calls).toEqual(['inspectOffline', 'readServer', 'recordOutcome']);
  });

  it('finds the dead agent of a laptop that is on without waiting for days', async () => {
    const run = await replay('remediateAlert', laptopRun(), {
      inspectOffline: [inspection({ deviceClass: 'laptop' })],
      readServer: [done({ found: true, connected: true })],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('agent of the laptop') });
  });

  it('gives a device its grace from the first listing of an alert whose date was read hours too early', async () => {
    const misread = { alertCreatedAt: NOW - 4 * 60 * MINUTE, alertFirstListedAt: NOW - MINUTE };

    const run = await replay('remediateAlert', offlineRun(misread), {});

    expect(run.output).toMatchObject({ code: 'grace', afterwards: { next: 'again', nextAt: NOW + 4 * MINUTE } });
  });
});
