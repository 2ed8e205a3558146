import { describe, expect, it } from 'vitest';
import type { OfflineInspection } from '../../../orchestrations/playbooks/offline-device/observe-offline.ts';
import {
  alertGone,
  disconnected,
  inspection,
  leased,
  MINUTE,
  NOW,
  offlineFollowUp,
  offlineRun,
  resolved,
  written,
} from '../../helpers/hosts/offline-host.ts';
import { done, replay } from '../../helpers/hosts/playbook-host.ts';

describe('the offline-device playbook', () => {
  it('opens a ticket after one inspection and one question to Automox', async () => {
    const run = await replay('remediateAlert', offlineRun(), {
      inspectOffline: [inspection()],
      readServer: [disconnected],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ end: 'escalated', code: 'ticket-opened', ticketId: 7 });
    expect(run.signature).toEqual([
      ...leased('inspectOffline'),
      ...leased('readServer'),
      ...leased('ensureTicket'),
      'activity recordOutcome',
    ]);
    expect(run.history.length).toBeLessThanOrEqual(40);
  });

  it.each([
    ['grace', { alertCreatedAt: NOW - MINUTE }, NOW + 4 * MINUTE],
    ['grace', { known: { deviceClass: 'laptop' } }, NOW + 60 * MINUTE],
    ['observed-once', { openedAt: NOW }, NOW + 2 * MINUTE],
    ['grace', { alertCreatedAt: NOW - MINUTE, known: {} }, NOW + 4 * MINUTE],
  ] as const)('asks nobody while it is too early (%s), and comes back', async (code, over, nextAt) => {
    const run = await replay('remediateAlert', offlineRun(over), {});

    expect(run.output).toMatchObject({ end: 'waiting', code, afterwards: { next: 'again', nextAt } });
    expect(run.signature).toEqual(['activity recordOutcome']);
  });

  it('does not inspect a device of people who are not at work before they are', async () => {
    const atNight = { alertCreatedAt: NOW - 12 * 60 * MINUTE, known: { deviceClass: 'workstation' } } as const;

    const run = await replay(
      'remediateAlert',
      offlineRun({ ...atNight, customer: { ...offlineRun().customer, timeZone: 'America/New_York' } }),
      {},
    );

    expect(run.output).toMatchObject({
      code: 'out-of-hours',
      afterwards: { next: 'again', nextAt: NOW + 6 * 60 * MINUTE },
    });
    expect(run.calls).toEqual(['recordOutcome']);
  });

  it.each([
    ['site-incident', { siteIncident: { quiet: 6, of: 8, since: NOW } }],
    ['vendor-quiet', { vendorQuiet: true }],
  ])('comes back later and writes nothing while there is a %s', async (code, over) => {
    const run = await replay('remediateAlert', offlineRun(), { inspectOffline: [inspection(over)] });

    expect(run.output).toMatchObject({
      end: 'waiting',
      code,
      afterwards: { next: 'again', nextAt: NOW + 10 * MINUTE },
    });
    expect(run.signature).toEqual([...leased('inspectOffline'), 'activity recordOutcome']);
  });

  it('resolves the alert of a device that is online again', async () => {
    const run = await replay('remediateAlert', offlineRun(), {
      inspectOffline: [inspection({ online: true })],
      resolveAlerts: [resolved],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'back-online', afterwards: { next: 'close' } });
    expect(run.signature).toEqual([
      ...leased('inspectOffline'),
      'timer',
      ...leased('inspectOffline'),
      ...leased('resolveAlerts'),
      'activity recordOutcome',
    ]);
  });

  it('ends without a write when the alert has ended', async () => {
    const run = await replay('remediateAlert', offlineRun(), { inspectOffline: [inspection(alertGone)] });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'alert-cleared' });
    expect(run.calls).toEqual(['inspectOffline', 'recordOutcome']);
  });

  it('ends at once when a poll lists the alert no more, however early', async () => {
    const run = await replay('remediateAlert', offlineRun({ alertCreatedAt: NOW, mayBeOver: true }), {
      inspectOffline: [inspection(alertGone)],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'alert-cleared' });
  });

  it('inspects at once for a person who asks without an alert, and waits only then', async () => {
    const { alertId: _alertId, ...asked } = offlineRun({ alertCreatedAt: NOW, openedAt: NOW });
    const noAlert = { alertIds: [], openAlertIds: [], alertOpen: false };

    const online = await replay('remediateAlert', asked, {
      inspectOffline: [inspection({ ...noAlert, online: true })],
    });
    const away = await replay('remediateAlert', asked, { inspectOffline: [inspection(noAlert)] });

    expect(online.output).toMatchObject({ end: 'resolved', code: 'back-online' });
    expect(away.output).toMatchObject({ end: 'waiting', code: 'observed-once', afterwards: { next: 'again' } });
  });

  it('does not end a flapping absence silently once more', async () => {
    const run = await replay('remediateAlert', offlineRun({ flapping: true }), {
      inspectOffline: [inspection({ online: true })],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('several times') });
    expect(run.calls).toEqual(['inspectOffline', 'inspectOffline', 'ensureTicket', 'recordOutcome']);
  });

  it.each([
    [
      'a device without an Automox match',
      inspection({ automoxMatch: { has: false, reason: 'Automox is not set up' } }),
      [],
    ],
    ['an Automox that does not know it', inspection(), [done({ found: false })]],
    [
      'an Automox that does not answer',
      inspection(),
      [
        {
          status: 'failed',
          usage: [],
          failure: { ok: false, code: 'vendor_failed', retryable: true, effect: 'none', message: '503' },
        },
      ],
    ],
  ])(
    'writes the ticket without a second witness for %s, and does not wait for one',
    async (_name, observed, readServer) => {
      const run = await replay('remediateAlert', offlineRun(), {
        inspectOffline: [observed],
        readServer,
        ensureTicket: [written('opened')],
      });

      expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('no second witness') });
      expect(run.signature).not.toContain('timer');
      expect(run.calls.filter((call) => call === 'readServer')).toHaveLength(readServer.length);
    },
  );

  it('writes a ticket when Atera does not report whether the device is online', async () => {
    const unreported = (now: number) => {
      const { online: _online, ...value } = inspection()(now).value as OfflineInspection;
      return done(value);
    };

    const run = await replay('remediateAlert', offlineRun(), {
      inspectOffline: [unreported],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('does not report') });
    expect(run.calls).toEqual(['inspectOffline', 'ensureTicket', 'recordOutcome']);
  });

  it('says of a connected device that its agent is dead', async () => {
    const run = await replay('remediateAlert', offlineRun(), {
      inspectOffline: [inspection()],
      readServer: [done({ found: true, connected: true, scannedAt: NOW - MINUTE })],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({
      text: expect.stringContaining('agent of the server is silent, and Automox reaches the device'),
    });
  });

  it('writes nothing in observe', async () => {
    const run = await replay('remediateAlert', offlineRun({ mode: 'observe' }), {
      inspectOffline: [inspection()],
      readServer: [disconnected],
    });

    expect(run.output).toMatchObject({ end: 'proposed', code: 'would-open-ticket' });
    expect(run.calls).toEqual(['inspectOffline', 'readServer', 'recordOutcome']);
  });

  it.each([
    ['device-not-found', { deviceFound: false, automoxMatch: { has: false, reason: 'it is gone' } }],
    ['opted-out', { optedOut: 'marked' }],
  ] as const)('leaves a device alone that is %s', async (code, over) => {
    const run = await replay('remediateAlert', offlineRun(), { inspectOffline: [inspection(over)] });

    expect(run.output).toMatchObject({ end: 'skipped', code });
    expect(run.calls).not.toContain('ensureTicket');
  });
});

describe('a follow-up of an offline device', () => {
  it('asks Automox no more once there is a ticket', async () => {
    const run = await replay('followUp', offlineFollowUp(), { inspectOffline: [inspection()] });

    expect(run.output).toMatchObject({ code: 'still-occurring', ticketId: 7 });
    expect(run.calls).toEqual(['inspectOffline', 'recordOutcome']);
  });

  it('closes nothing while the device is offline, whoever closed its alert', async () => {
    const clearSince = NOW - 60 * MINUTE;

    const run = await replay('followUp', offlineFollowUp({ clearSince }), { inspectOffline: [inspection(alertGone)] });

    expect(run.output).toMatchObject({ code: 'still-occurring', afterwards: { next: 'watch' } });
    expect(run.calls).toEqual(['inspectOffline', 'recordOutcome']);
  });

  it('closes the ticket of a device that has stayed back', async () => {
    const run = await replay('followUp', offlineFollowUp({ clearSince: NOW - 10 * MINUTE }), {
      inspectOffline: [inspection({ ...alertGone, online: true })],
      closeTicket: [done({ state: 'written', result: { how: 'resolved', ticketId: 7 } })],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'verified-recovered' });
    expect(run.signature).toEqual([...leased('inspectOffline'), ...leased('closeTicket'), 'activity recordOutcome']);
  });

  it('reminds of a device that is away for long', async () => {
    const run = await replay('followUp', offlineFollowUp({ commentDue: true }), {
      inspectOffline: [inspection()],
      readTicket: [done({ ticketId: 7, readAt: NOW })],
      commentTicket: [done({ state: 'written', result: {} })],
    });

    expect(run.calls).toEqual(['inspectOffline', 'readTicket', 'commentTicket', 'recordOutcome']);
  });
});
