import { describe, expect, it } from 'vitest';
import { type EventFacts, makeEventLines } from '../../dev/start/event-lines.ts';

/** The last line that these events make, at 08:16. */
function lineOf(...events: [event: string, facts: EventFacts][]): string | undefined {
  const toLine = makeEventLines(() => '08:16');
  return events.map(([event, facts]) => toLine(event, facts)).at(-1);
}

const SEEN: [string, EventFacts] = [
  'alert-seen',
  { alertId: 1, device: 'NW-SRV01', customer: 'North Wind Ltd', title: 'Disk Usage(C:)', code: 'queued' },
];
const TAKEN_UP: [string, EventFacts] = ['occurrence-opened', { alertId: 1, runId: 'rem.a7.disk-space.C.1' }];

describe('the line of an event', () => {
  it('names customer and device, and what happened', () => {
    const line = lineOf(SEEN);

    expect(line).toBe('08:16  North Wind Ltd     NW-SRV01           alert 1 seen: Disk Usage(C:)');
  });

  it('says why an alert is left alone', () => {
    const line = lineOf(['alert-seen', { alertId: 2, title: 'CPU Load', code: 'no-playbook' }]);

    expect(line).toContain('alert 2 seen: CPU Load - left alone, no playbook for it');
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

    const line = lineOf(SEEN, TAKEN_UP, opened);
    const later = lineOf(SEEN, TAKEN_UP, opened, ['ticket-reopened', { ticketId: 7001 }]);

    expect(line).toBe(
      '08:16  North Wind Ltd     NW-SRV01           ticket 7001 opened: Disk C: almost full on NW-SRV01',
    );
    expect(later).toBe('08:16  North Wind Ltd     NW-SRV01           ticket 7001 reopened');
  });

  it('shows an event it does not know with its facts', () => {
    const line = lineOf(SEEN, ['budget-paused', { alertId: 1, seconds: 60, ok: false, left: undefined }]);

    expect(line).toBe('08:16  North Wind Ltd     NW-SRV01           budget-paused alertId=1 seconds=60 ok=false');
  });

  it('stays one line and obeys nothing, whatever a title holds', () => {
    const line = lineOf(['alert-seen', { alertId: 3, title: 'A\nB\u001b[2JC', code: 'no-playbook' }]);

    expect(line).toContain('alert 3 seen: A B [2JC');
  });

  it('leaves out what every poll repeats', () => {
    const line = lineOf(['alerts-not-listed', { pollId: 'p', gone: 1 }]);

    expect(line).toBeUndefined();
  });
});
