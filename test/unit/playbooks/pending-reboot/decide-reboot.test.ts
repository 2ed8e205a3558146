import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../../shared/domain/occurrences/judgement.ts';
import {
  decideReboot,
  type RebootFindings,
  type RebootWitness,
} from '../../../../shared/playbooks/pending-reboot/decide-reboot.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RAISED = 100 * HOUR;
const NOW = RAISED + 30 * MINUTE;

type Scan = Partial<Omit<Extract<RebootWitness, { has: true }>, 'has'>>;
const automoxMatch = (over: Scan = {}): RebootWitness => ({
  has: true,
  serverId: 7,
  connected: true,
  needsReboot: true,
  scannedAt: RAISED + 10 * MINUTE,
  uptimeMinutes: 50 * 60,
  ...over,
});

/** An open alert, an agent online since before it, and a newer scan that says the same. */
const findings = (over: Partial<RebootFindings> = {}): RebootFindings => ({
  alertOpen: true,
  hasAlert: true,
  hasTicket: false,
  alertCreatedAt: RAISED,
  surelyRaisedAt: RAISED,
  inspectedAt: NOW,
  online: true,
  lastRebootAt: RAISED - 50 * HOUR,
  bootBefore: RAISED - 50 * HOUR,
  deviceClass: 'server',
  signedInUsers: 'nobody',
  automoxMatch: automoxMatch(),
  ...over,
});

const handless: RebootWitness = { has: false, reason: 'Automox knows no such device' };
const oldScan = automoxMatch({ scannedAt: RAISED - HOUR });
/** A failed scan: whatever the row shows beside it is not reported. */
const failed: RebootWitness = { has: true, serverId: 7, connected: true, scanFailed: true };
const clean = automoxMatch({ needsReboot: false, scannedAt: RAISED + 25 * MINUTE, uptimeMinutes: 5 });
/** Atera shows a boot twenty minutes after the alert. */
const booted = { lastRebootAt: RAISED + 20 * MINUTE };
/** The last boot was forty minutes before the alert. */
const shifted = { bootBefore: RAISED - 40 * MINUTE };
const ticketed = { alertOpen: false, hasTicket: true };
const judge = (over: Partial<RebootFindings>): Judgement => decideReboot(findings(over), { scanWaitMinutes: 15 });

const recovered = (because: string, over = {}) => ({
  verdict: 'recovered',
  because,
  alertGone: false,
  contradicted: false,
  ...over,
});
const cleared = (contradicted: boolean) => recovered('alert-cleared', { alertGone: true, contradicted });
const unknown = (because: string) => ({ verdict: 'unknown', because });
const wait = (until: number) => ({ verdict: 'wait', because: 'scan-is-old', until });
const holds = { verdict: 'holds', because: 'two-witnesses' };

describe('decideReboot', () => {
  it.each<[string, Partial<RebootFindings>, object]>([
    ['both witnesses agree', {}, holds],
    ['the alert is all there is', { automoxMatch: handless }, unknown('no-automox-match')],
    ['the agent is offline', { online: false }, unknown('device-offline')],
    ['it is not reported whether the agent is online', { online: undefined }, unknown('online-not-reported')],
    ['Atera does not report the boot time', { lastRebootAt: undefined }, unknown('boot-time-not-reported')],
    [
      'a newer scan says that none is needed',
      { automoxMatch: automoxMatch({ needsReboot: false }) },
      unknown('witness-disagrees'),
    ],
    ['Automox never scanned', { automoxMatch: automoxMatch({ scannedAt: undefined }) }, unknown('scan-not-reported')],
    [
      'a newer scan does not say',
      { automoxMatch: automoxMatch({ needsReboot: undefined }) },
      unknown('scan-not-reported'),
    ],
  ])('judges an open alert when %s', (_name, over, expected) => {
    expect(judge(over)).toEqual(expected);
  });

  it.each<[string, Partial<RebootFindings>, object]>([
    ['is older than the alert', { automoxMatch: oldScan }, wait(NOW + 15 * MINUTE)],
    ['is as old as the alert', { automoxMatch: automoxMatch({ scannedAt: RAISED }) }, wait(NOW + 15 * MINUTE)],
    [
      'is newer by less than clocks differ',
      { automoxMatch: automoxMatch({ scannedAt: RAISED + 2 * MINUTE }) },
      wait(NOW + 15 * MINUTE),
    ],
    ['failed', { automoxMatch: failed }, wait(NOW + 15 * MINUTE)],
    ['failed again', { automoxMatch: failed, scanAskedAt: NOW - 15 * MINUTE }, unknown('scan-failed')],
    ['was asked for already', { automoxMatch: oldScan, scanAskedAt: NOW - 5 * MINUTE }, wait(NOW + 10 * MINUTE)],
    ['does not come', { automoxMatch: oldScan, scanAskedAt: NOW - 15 * MINUTE }, unknown('scan-overdue')],
    [
      'is old and did not say',
      { automoxMatch: automoxMatch({ scannedAt: RAISED, needsReboot: undefined }) },
      wait(NOW + 15 * MINUTE),
    ],
    [
      'is old and says that none is needed',
      { automoxMatch: automoxMatch({ scannedAt: RAISED, needsReboot: false }) },
      wait(NOW + 15 * MINUTE),
    ],
  ])('waits for a scan that %s', (_name, over, expected) => {
    expect(judge(over)).toEqual(expected);
  });

  it.each<[string, Partial<RebootFindings>, object]>([
    ['Atera shows a boot, and a scan after it none pending', { ...booted, automoxMatch: clean }, recovered('rebooted')],
    ['it does, and the alert is gone', { ...booted, automoxMatch: clean, alertOpen: false }, recovered('rebooted')],
    [
      'it does, and the device is off again since',
      { ...booted, automoxMatch: clean, online: false },
      recovered('rebooted'),
    ],
    [
      'it does without Automox, which is said',
      { ...booted, automoxMatch: handless },
      recovered('rebooted-unwitnessed'),
    ],
    [
      'it does without Automox, and the alert is gone',
      { ...booted, automoxMatch: handless, alertOpen: false },
      recovered('rebooted-unwitnessed'),
    ],
    [
      'a scan shows a boot after the alert and nothing pending',
      { automoxMatch: automoxMatch({ needsReboot: false, scannedAt: RAISED + 25 * MINUTE, uptimeMinutes: 5 }) },
      recovered('rebooted'),
    ],
    ['only the alert is gone', { alertOpen: false, automoxMatch: oldScan }, cleared(false)],
    [
      'the alert of a ticket is gone and a newer scan agrees',
      { ...ticketed, automoxMatch: automoxMatch({ needsReboot: false }) },
      cleared(false),
    ],
    ['the alert of a ticket is gone and a newer scan says pending', ticketed, cleared(true)],
    ['the alert is gone and a newer scan says pending', { alertOpen: false }, cleared(true)],
    [
      'the alert is gone and the device as well',
      { alertOpen: false, online: false, automoxMatch: handless },
      cleared(false),
    ],
    [
      'the alert is gone, it rebooted, and a scan after that says pending',
      { alertOpen: false, lastRebootAt: RAISED + 5 * MINUTE },
      cleared(true),
    ],
  ])('is over when %s', (_name, over, expected) => {
    expect(judge(over)).toEqual(expected);
  });

  it.each<[string, Partial<RebootFindings>, object]>([
    [
      'a boot within the clocks of the alert',
      { lastRebootAt: RAISED + 2 * MINUTE, automoxMatch: handless },
      unknown('no-automox-match'),
    ],
    [
      'an uptime from a scan that still says pending',
      { automoxMatch: automoxMatch({ scannedAt: RAISED + 25 * MINUTE, uptimeMinutes: 5 }) },
      holds,
    ],
    [
      'an uptime within the clocks of the alert',
      { automoxMatch: automoxMatch({ needsReboot: false, scannedAt: RAISED + 10 * MINUTE, uptimeMinutes: 8 }) },
      unknown('witness-disagrees'),
    ],
    ['a boot after which a scan says pending', { lastRebootAt: RAISED + 5 * MINUTE }, unknown('reboot-not-enough')],
    ['a boot from before the last scan', { ...booted }, wait(NOW + 15 * MINUTE)],
    ['a boot after which no scan came', { ...booted, scanAskedAt: NOW - 15 * MINUTE }, unknown('reboot-unconfirmed')],
    [
      'a boot after which the scan failed',
      { ...booted, automoxMatch: failed, scanAskedAt: NOW - 15 * MINUTE },
      unknown('reboot-unconfirmed'),
    ],
    [
      'a boot while Automox cannot be asked',
      { ...booted, automoxMatch: { has: false, reason: '503', passing: true } },
      unknown('reboot-unconfirmed'),
    ],
    ['a boot of a device that is off', { ...booted, online: false, automoxMatch: handless }, unknown('device-offline')],
    [
      'a boot time that is reported an hour later, to the second',
      { ...shifted, lastRebootAt: RAISED + 20 * MINUTE + 400, automoxMatch: handless },
      unknown('no-automox-match'),
    ],
    [
      'one reported an hour later with a scan that finds none pending',
      { ...shifted, lastRebootAt: RAISED + 20 * MINUTE, automoxMatch: clean },
      unknown('witness-disagrees'),
    ],
    [
      'a boot time within the hour where no other is known',
      { ...booted, bootBefore: undefined, automoxMatch: handless },
      unknown('no-automox-match'),
    ],
    [
      'a boot time ahead of the clock',
      { lastRebootAt: NOW + HOUR, automoxMatch: handless },
      unknown('no-automox-match'),
    ],
    [
      'a boot between the alert by its date and its first listing',
      { ...booted, surelyRaisedAt: NOW, automoxMatch: handless },
      unknown('no-automox-match'),
    ],
    [
      'the alert of a ticket that is gone, without a scan',
      { ...ticketed, automoxMatch: oldScan },
      unknown('alert-gone'),
    ],
    [
      'the alert of a ticket that is gone, without Automox',
      { ...ticketed, automoxMatch: handless },
      unknown('alert-gone'),
    ],
    [
      'a scan from before the last boot',
      { lastRebootAt: RAISED + 2 * MINUTE, automoxMatch: automoxMatch({ scannedAt: RAISED + 4 * MINUTE }) },
      wait(NOW + 15 * MINUTE),
    ],
  ])('is not convinced by %s', (_name, over, expected) => {
    expect(judge(over)).toEqual(expected);
  });

  it.each<[string, Partial<RebootFindings>, object]>([
    ['pending', {}, holds],
    ['not needed', { automoxMatch: automoxMatch({ needsReboot: false }) }, recovered('not-needed')],
    ['not known without an Automox match', { automoxMatch: handless }, unknown('no-automox-match')],
  ])('takes a person’s request for the alert: %s', (_name, over, expected) => {
    expect(judge({ hasAlert: false, alertOpen: false, ...over })).toEqual(expected);
  });
});
