import { describe, expect, it } from 'vitest';
import { rebootTicketText } from '../../../../shared/playbooks/pending-reboot/reboot-ticket-text.ts';
import { rebootFacts as facts } from '../../../helpers/tickets/ticket-facts.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

const automoxMatch = {
  has: true,
  serverId: 7,
  connected: true,
  needsReboot: true,
  scannedAt: at('08:05'),
  uptimeMinutes: 60,
} as const;

describe('rebootTicketText', () => {
  it('gives what two witnesses say, with their times, and when it may happen', () => {
    expect(rebootTicketText(facts())).toMatchObject({
      headline: 'Reboot pending on NW-SRV-01',
      what: 'a reboot of the server NW-SRV-01 is said to be pending; the alert says: Reboot required: KB5034441.',
      observed:
        'Atera: online, last boot 2026-03-02 07:05 UTC (read 2026-03-02 08:10 UTC). Automox: a reboot is needed, up since 2026-03-02 07:05 UTC (scan of 2026-03-02 08:05 UTC).',
      tried: 'the device was not rebooted by the app.',
      advice:
        'reboot the device in its maintenance window, or agree a time with its user. Nobody was signed in at the last reading. The next maintenance window opens 2026-03-02 22:00 UTC.',
    });
  });

  it.each([
    ['is open', facts({ window: { open: true, until: at('09:00') } }), 'is open until 2026-03-02 09:00 UTC.'],
    [
      'is set nowhere',
      facts({ window: { open: false } }),
      'No maintenance window is set, so the app never reboots it by itself.',
    ],
  ])('says that the window %s', (_name, given, expected) => {
    expect(rebootTicketText(given).advice).toContain(expected);
  });

  it.each([
    ['there', facts({ signedInUsers: 'somebody' }), 'Somebody is signed in, as Atera last reported: ask first'],
    [
      'not known',
      facts({ signedInUsers: 'unknown' }),
      'It is not known whether anyone is signed in: ask first, because a reboot ends an open session.',
    ],
  ])('says of users that are %s', (_name, given, expected) => {
    expect(rebootTicketText(given).advice).toContain(expected);
  });

  it('says nothing of the users of a device that is off', () => {
    expect(rebootTicketText(facts({ because: 'device-offline', online: false })).advice).not.toContain('signed in');
  });

  it.each([
    [
      'no Automox match',
      facts({ automoxMatch: { has: false, reason: 'Automox <knows> no such device.' } }),
      'Automox reports nothing: Automox knows no such device.',
    ],
    ['no scan', facts({ automoxMatch: { has: true, serverId: 7 } }), 'Automox has not scanned the device.'],
    [
      'a scan that failed',
      facts({ automoxMatch: { has: true, serverId: 7, scanFailed: true } }),
      'Automox: its last scan of the device failed, so it proves nothing.',
    ],
    [
      'a boot that Automox cannot confirm',
      facts({ because: 'rebooted-unwitnessed', automoxMatch: { has: false, reason: 'Automox is not set up' } }),
      'It has rebooted since the alert; whether Windows still wants a reboot is not known.',
    ],
    [
      'a scan that does not say',
      facts({ automoxMatch: { ...automoxMatch, needsReboot: undefined, uptimeMinutes: undefined } }),
      'whether a reboot is needed is not reported (scan of',
    ],
    [
      'a scan that says no',
      facts({ automoxMatch: { ...automoxMatch, needsReboot: false } }),
      'no reboot is needed, up since',
    ],
    ['no boot time', facts({ lastRebootAt: undefined }), 'Atera: online, boot time not reported'],
    ['a device that is off', facts({ online: false }), 'Atera: offline, last boot'],
    ['no word on that', facts({ online: undefined }), 'Atera: whether it is online is not reported'],
  ])('reports %s', (_name, given, expected) => {
    expect(rebootTicketText(given).observed).toContain(expected);
  });

  it.each([
    ['no-automox-match', 'Reboot pending by its alert', 'can neither confirm it nor act on it'],
    ['witness-disagrees', 'Reboot alert is contradicted', 'check the source of the alert'],
    ['reboot-not-enough', 'Reboot still pending after a reboot', 'asks for another reboot'],
    ['device-offline', 'Reboot alert could not be verified', 'shut down'],
    ['scan-overdue', 'Reboot alert could not be verified', 'why Automox gives no scan'],
    ['scan-failed', 'Reboot alert could not be verified', 'why Automox gives no scan'],
    ['reboot-unconfirmed', 'Rebooted, but not confirmed', 'whether Windows still asks for a reboot'],
    ['alert-gone', 'Reboot alert is gone, the reboot is not proven', 'nothing shows that it was rebooted'],
    ['scan-not-reported', 'Reboot alert could not be verified', 'why Automox gives no scan'],
    ['boot-time-not-reported', 'Reboot alert could not be verified', 'when it last booted'],
    ['online-not-reported', 'Reboot alert could not be verified', 'whether it is up'],
    ['rebooted', 'Reboot done', 'nothing; the app keeps checking.'],
  ] as const)('reports %s in its own words', (because, headline, advice) => {
    const ticketText = rebootTicketText(facts({ because }));

    expect(ticketText.headline).toBe(`${headline} on NW-SRV-01`);
    expect(ticketText.advice).toContain(advice);
  });

  it.each([
    ['server', 'two-witnesses', { priority: 'High', impact: 'ServerIssue' }],
    ['server', 'no-automox-match', { priority: 'Medium', impact: 'ServerIssue' }],
    ['server', 'witness-disagrees', { priority: 'Low', impact: 'Minor' }],
    ['workstation', 'reboot-not-enough', { priority: 'Medium', impact: 'Minor' }],
    ['laptop', 'no-automox-match', { priority: 'Low', impact: 'Minor' }],
  ] as const)('gives a %s (%s) its urgency', (deviceClass, because, expected) => {
    expect(rebootTicketText(facts({ deviceClass, because }))).toMatchObject(expected);
  });

  it('leaves out an alert that says nothing and reports what was tried', () => {
    const { what, tried } = rebootTicketText(
      facts({ alertText: '', tried: 'a reboot was ordered and did not happen.' }),
    );

    expect(what).toBe('a reboot of the server NW-SRV-01 is said to be pending.');
    expect(tried).toBe('a reboot was ordered and did not happen.');
  });
});
