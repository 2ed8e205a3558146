import { describe, expect, it } from 'vitest';
import { type EventFacts, howToAnswer, makeEventLines } from '../../../dev/start/event-lines.ts';

/** The last line that these events make, at 08:16. */
function lineOf(...events: [event: string, facts: EventFacts][]): string | undefined {
  const toLine = makeEventLines(() => '08:16');
  return events.map(([event, facts]) => toLine(event, facts)).at(-1);
}

const LISTED: [string, EventFacts] = [
  'alert-listed',
  { alertId: 1, device: 'NW-SRV01', customer: 'North Wind Ltd', title: 'Disk Usage(C:)', code: 'queued' },
];
const TAKEN_UP: [string, EventFacts] = ['occurrence-opened', { alertId: 1, runId: 'rem.a7.disk-space.C.1' }];

describe('the line of an event', () => {
  it('names customer and device, and what happened', () => {
    const line = lineOf(LISTED);

    expect(line).toBe('08:16  North Wind Ltd     NW-SRV01           alert 1 listed: Disk Usage(C:)');
  });

  it('says why an alert is left alone', () => {
    const line = lineOf(['alert-listed', { alertId: 2, title: 'CPU Load', code: 'no-playbook' }]);

    expect(line).toContain('alert 2 listed: CPU Load - left alone, no playbook for it');
  });

  it('says of a row that could not be read why', () => {
    const line = lineOf(['alert-unreadable', { subject: 'raw-x', text: 'The alert row could not be read: AlertID' }]);

    expect(line).toMatch(/ The alert row could not be read: AlertID$/);
  });

  it('knows from earlier events whose ticket it is, and leaves out the marker in its title', () => {
    const opened: [string, EventFacts] = [
      'ticket-opened',
      { ticketId: 7001, title: 'Disk C: almost full on NW-SRV01 [rmm a7.disk-space.C.1]' },
    ];

    const line = lineOf(LISTED, TAKEN_UP, opened);
    const later = lineOf(LISTED, TAKEN_UP, opened, ['ticket-reopened', { ticketId: 7001 }]);

    expect(line).toBe(
      '08:16  North Wind Ltd     NW-SRV01           ticket 7001 opened: Disk C: almost full on NW-SRV01',
    );
    expect(later).toBe('08:16  North Wind Ltd     NW-SRV01           ticket 7001 reopened');
  });

  it('reports a question, its answer and the command, each with its device', () => {
    const about = { runId: 'rem.a7.disk-space.C.1' };

    const asked = lineOf(LISTED, TAKEN_UP, ['approval-needed', { ...about, evidence: 'e', asks: 'Run the worklet?' }]);
    const said = lineOf(LISTED, TAKEN_UP, ['approval-answered', { ...about, approved: true }]);
    const refused = lineOf(LISTED, TAKEN_UP, ['approval-answered', { ...about, approved: false }]);
    const sent = lineOf(LISTED, TAKEN_UP, ['command-sent', { ...about, kind: 'reboot', serverId: 3 }]);

    expect(asked).toBe('08:16  North Wind Ltd     NW-SRV01           a person is asked: Run the worklet?');
    expect(said).toMatch(/NW-SRV01 .*a person said yes/);
    expect(refused).toMatch(/NW-SRV01 .*a person said no$/);
    expect(sent).toMatch(/NW-SRV01 .*command sent to Automox: reboot$/);
  });

  it('names a site by its customer, in the column of customers', () => {
    const opened: [string, EventFacts] = [
      'ticket-opened',
      {
        ticketId: 7001,
        title: 'Site down: 3 of 4 always-on devices quiet at North Wind Ltd [rmm c11.site-incident.1]',
      },
    ];
    const ended: [string, EventFacts] = [
      'run-ended',
      { runId: 'rem.c11.site-incident.1', device: 'North Wind Ltd', text: 'Ticket 7001 opened.', ticketId: 7001 },
    ];

    const incident = lineOf(['site-incident', { customerId: 11, customer: 'North Wind Ltd', quiet: 3, of: 4 }]);
    const end = lineOf(opened, ended);
    const resolved = lineOf(opened, ended, ['ticket-resolved', { ticketId: 7001, device: 'North Wind Ltd' }]);

    expect(incident).toBe('08:16  North Wind Ltd                        site incident: 3 of 4 always-on devices quiet');
    expect(end).toBe('08:16  North Wind Ltd                        => Ticket 7001 opened.');
    expect(resolved).toBe('08:16  North Wind Ltd                        ticket 7001 set to resolved');
  });

  it('says of a device that it waits for its site only once', () => {
    const waits: [string, EventFacts] = [
      'run-ended',
      { runId: 'rem.a7.offline.1', code: 'site-incident', text: 'It waits.' },
    ];

    const first = lineOf(waits);
    const again = lineOf(waits, waits);
    const end = lineOf(waits, waits, [
      'run-ended',
      { runId: 'rem.a7.offline.1', code: 'alert-cleared', text: 'Over.' },
    ]);

    expect(first).toMatch(/=> It waits\.$/);
    expect(again).toBeUndefined();
    expect(end).toMatch(/=> Over\.$/);
  });

  it('names no alert where the event names none', () => {
    const line = lineOf(['condition-woken', { runId: 'rem.a7.offline.1' }]);

    expect(line).toMatch(/ its alert is no longer listed: checked with Atera$/);
  });

  it('cuts the text of an end that would fill the screen', () => {
    const line = lineOf(['run-ended', { runId: 'rem.a7.offline.1', text: 'x'.repeat(1_000) }]) ?? '';

    expect(line.length).toBeLessThan(300);
    expect(line).toMatch(/x…$/);
  });

  it('shows an event it does not know with its facts', () => {
    const line = lineOf(LISTED, ['budget-paused', { alertId: 1, seconds: 60, ok: false, left: undefined }]);

    expect(line).toBe('08:16  North Wind Ltd     NW-SRV01           budget-paused alertId=1 seconds=60 ok=false');
  });

  it('stays one line and obeys nothing, whatever a title holds', () => {
    const line = lineOf(['alert-listed', { alertId: 3, title: 'A\nB\u001b[2JC', code: 'no-playbook' }]);

    expect(line).toContain('alert 3 listed: A B [2JC');
  });

  it('leaves out what every poll repeats', () => {
    const line = lineOf(['poll-complete', { pollId: 'p', gone: 1 }]);
    const reported = lineOf(['run-notified', { runId: 'rem.a7.disk-space.C.1', what: 'answered' }]);
    const dropped = lineOf(['run-notified', { runId: 'rem.a7.disk-space.C.1', what: 'alert-gone' }]);

    expect([line, reported]).toEqual([undefined, undefined]);
    expect(dropped).toMatch(/nobody needs to answer any more$/);
  });
});

describe('how a question is answered', () => {
  it('is a line for a shell, with the evidence that was shown', () => {
    const [line] = howToAnswer({ runId: 'rem.a7.disk-space.C.1', evidence: 'abc' }, 'http://127.0.0.1:7071');

    expect(line).toMatch(
      /curl -d '{"evidence":"abc","by":".+"}' http:\/\/127\.0\.0\.1:7071\/api\/remediations\/rem\.a7\.disk-space\.C\.1\/approve$/,
    );
  });
});
