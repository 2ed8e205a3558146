import { describe, expect, it } from 'vitest';
import { type Answers, done, followUpRun, replay } from '../../helpers/hosts/playbook-host.ts';
import {
  ASKED,
  answerEvent,
  atera,
  automox,
  BOOTED,
  oldScan,
  RAISED,
  approvedReboot as reboot,
  rebootRun,
  remediateReboot as remediate,
  scanAfter,
  scanBefore,
} from '../../helpers/hosts/reboot-host.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const resolved = done({ resolved: 1 });
const rebooted = atera({ lastRebootAt: RAISED + 62 * MINUTE });
const rebootedAtOnce = atera({ lastRebootAt: RAISED + 10 * MINUTE });
const sent = (now: number) => done({ state: 'sent', at: now });

const gone = { state: 'alert-gone' };
/** A fourth question would end the test as well. */
const goneFourTimes = [gone, gone, gone, gone, { state: 'over' }];

describe('a reboot that was approved', () => {
  it('is not sent when somebody has signed in since', async () => {
    const run = await reboot({ inspectReboot: [atera(), atera({ someoneNamed: true, approvedUsers: 'nobody' })] });

    expect(run.output).toMatchObject({
      code: 'waits-for-users',
      text: expect.stringContaining('It was approved for when nobody is signed in, and somebody is signed in'),
      afterwards: { next: 'again' },
    });
    expect(run.calls).not.toContain('sendCommand');
    expect(run.calls).not.toContain('ensureTicket');
  });

  it('is not asked for once more in its window when somebody has signed in', async () => {
    const run = await remediate({
      inspectReboot: [atera({ someoneNamed: true, approvedUsers: 'nobody' })],
      readServer: [automox()],
    });

    expect(run.output).toMatchObject({ code: 'waits-for-users' });
    expect(run.calls).not.toContain('askApproval');
  });

  it('is sent when those who were signed in have left', async () => {
    const event = answerEvent('somebody');
    const then = atera({ approvedUsers: 'somebody' });
    const run = await remediate(
      {
        inspectReboot: [atera({ someoneNamed: true }), then, rebooted],
        readServer: [automox(), automox(), scanBefore, scanAfter],
        askApproval: [ASKED.question, ASKED.yes],
        sendCommand: [sent],
        resolveAlerts: [resolved],
      },
      {},
      [{ afterMinutes: 60, event }],
    );

    expect(run.output).toMatchObject({ code: 'rebooted' });
  });

  it('of a server that has just been inspected is sent without another inspection', async () => {
    const run = await remediate({
      inspectReboot: [atera({ approvedUsers: 'nobody' }), rebootedAtOnce],
      readServer: [automox(), scanAfter],
      askApproval: [ASKED.yes],
      sendCommand: [sent],
      resolveAlerts: [resolved],
    });

    const inspection = ['inspectReboot', 'readServer'];
    expect(run.output).toMatchObject({ code: 'rebooted' });
    expect(run.calls).toEqual([
      ...inspection,
      'askApproval',
      'confirmDevice',
      'sendCommand',
      ...inspection,
      'recordResult',
      'resolveAlerts',
      'recordOutcome',
    ]);
  });

  it('after a yes to "nobody" is preceded by a scan that reports who is signed in now', async () => {
    const pc = (over = {}) => atera({ deviceClass: 'workstation', ...over });
    const stale = automox((now) => ({ scannedAt: RAISED + 3 * MINUTE, scanAskedAt: now }));
    const user = automox({ lastUser: 'CORP\\anna' });
    const fresh = automox((now) => ({ scannedAt: now - MINUTE }));
    const play = (last: unknown) =>
      remediate(
        {
          inspectReboot: [pc(), pc({ approvedUsers: 'nobody' }), pc({ approvedUsers: 'nobody' }), rebooted],
          readServer: [automox((now) => ({ scannedAt: now })), stale, last, scanAfter],
          askApproval: [ASKED.question, ASKED.yes],
          sendCommand: [sent],
          resolveAlerts: [resolved],
        },
        { alertCreatedAt: RAISED - 10 * MINUTE },
        [{ afterMinutes: 60, event: answerEvent('nobody', 'workstation') }],
      );

    const named = await play(user);
    const empty = await play(fresh);

    expect(named.calls.filter((call) => call === 'readServer')).toHaveLength(3);
    expect(named.calls).not.toContain('sendCommand');
    expect(JSON.stringify(named.output)).not.toContain('anna');
    expect(empty.output).toMatchObject({ code: 'rebooted' });
  });

  it('that waited for its window is not void because the last scan is old: a new one is asked for first', async () => {
    const approved = (now: number) => atera({ approvedUsers: 'nobody' })(now);
    const stale = automox((now) => ({ scannedAt: RAISED + 3 * MINUTE, scanAskedAt: now }));
    const fresh = automox((now) => ({ scannedAt: now - MINUTE }));
    const run = await remediate(
      {
        inspectReboot: [approved, approved, rebootedAtOnce],
        readServer: [stale, fresh, scanAfter],
        askApproval: [ASKED.yes],
        sendCommand: [sent],
        resolveAlerts: [resolved],
      },
      { alertCreatedAt: RAISED - HOUR },
    );

    expect(run.output).toMatchObject({ code: 'rebooted' });
  });

  it('to which it was not known who is signed in is sent without a scan for that', async () => {
    const run = await remediate({
      inspectReboot: [atera({ approvedUsers: 'unknown' }), rebootedAtOnce],
      readServer: [automox({ lastUser: 'CORP\\anna' }), scanAfter],
      askApproval: [ASKED.yes],
      sendCommand: [sent],
      resolveAlerts: [resolved],
    });

    expect(run.output).toMatchObject({ code: 'rebooted' });
    expect(run.calls.filter((call) => call === 'readServer')).toHaveLength(2);
  });

  it('is not void because its boot time trembles across a minute, or is reported an hour later', async () => {
    const noise = [BOOTED - 800, BOOTED + 60 * MINUTE];
    for (const lastRebootAt of noise) {
      const then = atera({ approvedUsers: 'nobody', lastRebootAt, askedBoot: new Date(BOOTED).toISOString() });
      const run = await reboot({ inspectReboot: [atera(), then, rebooted] });

      expect(run.output).toMatchObject({ code: 'rebooted' });
    }
  });

  it('waits for a device that Automox has lost, when nobody may be signed in', async () => {
    const approved = atera({ approvedUsers: 'nobody' });
    const lost = automox({ connected: false, scannedAt: RAISED - 30 * MINUTE });

    const run = await remediate({ inspectReboot: [approved], readServer: [lost] }, { alertCreatedAt: RAISED - HOUR });

    expect(run.output).toMatchObject({ code: 'waits-for-device', afterwards: { next: 'again' } });
    expect(run.calls).not.toContain('askApproval');
  });

  it('and never observed to have happened becomes an urgent ticket when the device has not come back', async () => {
    const gone = atera({ online: false });
    const down = automox({ connected: false });
    const run = await reboot({ inspectReboot: [atera(), atera(), gone], readServer: [automox(), automox(), down] });

    expect(run.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringMatching(/No new boot was detected within 9\d minutes. It was offline and had not come back/),
    });
    expect(run.calls.filter((call) => call === 'inspectReboot')).toHaveLength(5);
    expect(run.signature.slice(-6)).toContain('signal entity fleetbreaker report');
    expect(run.history.length).toBeLessThanOrEqual(100);
  });

  it('is proven by Automox where Atera shows nothing', async () => {
    const scan = automox((now) => ({ needsReboot: false, scannedAt: now - MINUTE, uptimeMinutes: 30 }));
    const before = automox((now) => ({ uptimeMinutes: Math.round((now - MINUTE - BOOTED) / MINUTE) }));
    const run = await reboot({
      inspectReboot: [atera()],
      readServer: [before, before, scan],
      resolveAlerts: [resolved],
    });

    expect(run.output).toMatchObject({ code: 'rebooted', text: expect.stringContaining('says Automox') });
  });

  it('is no success when the device needs another reboot', async () => {
    const again = automox((now) => ({ scannedAt: now }));
    const run = await reboot({
      inspectReboot: [atera(), atera(), rebooted],
      readServer: [automox(), automox(), again],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('another reboot') });
    expect(run.calls).not.toContain('resolveAlerts');
  });

  it('is sent once, and waits for a device that is not connected', async () => {
    const run = await reboot({ inspectReboot: [atera()], sendCommand: [done({ state: 'offline' })] });

    expect(run.output).toMatchObject({ code: 'waits-for-device', afterwards: { next: 'again' } });
    expect(run.calls.filter((call) => call === 'sendCommand')).toHaveLength(1);
  });
});

describe('a question about a reboot', () => {
  it('becomes a ticket when the alert seems gone repeatedly', async () => {
    const run = await remediate({ inspectReboot: [atera()], readServer: [automox()], askApproval: goneFourTimes });

    expect(run.output).toMatchObject({ code: 'ticket-opened' });
    expect(run.calls.filter((call) => call === 'askApproval')).toHaveLength(3);
    expect(run.history.length).toBeLessThanOrEqual(100);
  });
});

describe('a follow-up of a reboot ticket', () => {
  const raised = { alertCreatedAt: RAISED - HOUR };
  const watched = (answers: Answers) => replay('followUp', followUpRun(rebootRun({ ticketId: 7, ...raised })), answers);

  it('inspects both witnesses and leaves the ticket open', async () => {
    const run = await watched({ inspectReboot: [atera()], readServer: [automox()] });

    expect(run.output).toMatchObject({ end: 'escalated', code: 'still-occurring', afterwards: { next: 'watch' } });
    expect(run.calls).toEqual(['inspectReboot', 'readServer', 'recordOutcome']);
  });

  it('keeps the ticket of a device that has booted until a scan says that nothing is pending', async () => {
    const booted = atera({ lastRebootAt: RAISED - 30 * MINUTE });

    const run = await watched({ inspectReboot: [booted], readServer: [automox({ scannedAt: RAISED - 2 * HOUR })] });

    expect(run.output).toMatchObject({
      code: 'not-verified',
      text: expect.stringContaining('no Automox scan from after'),
    });
  });

  it('keeps a ticket whose alert is gone while nothing shows that the device was rebooted', async () => {
    const gone = atera({
      alertOpen: false,
      openAlertIds: [],
      automoxMatch: { has: false, reason: 'Automox is not set up' },
    });

    const run = await watched({ inspectReboot: [gone] });

    expect(run.output).toMatchObject({ code: 'not-verified', text: expect.stringContaining('nothing shows') });
  });

  it('detects a reboot by a person in the boot time', async () => {
    const booted = atera({ lastRebootAt: RAISED - 30 * MINUTE });

    const run = await watched({ inspectReboot: [booted], readServer: [scanAfter] });

    expect(run.output).toMatchObject({ end: 'waiting', code: 'clear-once', afterwards: { clearSince: RAISED } });
  });
});

describe('an inspection of both witnesses', () => {
  const leased = (activity: string) => ['call entity ratebudget acquire', `activity ${activity}`];

  it('waits once for the scan it asked for', async () => {
    const run = await replay(
      'awaitRebootScan',
      { run: rebootRun(), needReading: false },
      {
        inspectReboot: [atera()],
        readServer: [oldScan, automox()],
      },
    );

    expect(run.output).toMatchObject({ ok: true, value: { judgement: { verdict: 'holds' }, users: 'nobody' } });
    const once = [...leased('inspectReboot'), ...leased('readServer')];
    expect(run.signature).toEqual(['timer', ...once, 'timer', ...once]);
    expect(run.history.length).toBeLessThanOrEqual(100);
  });
});
