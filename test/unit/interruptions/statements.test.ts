import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../interruptions/evidence.ts';
import { judgeStatements } from '../../interruptions/oracle/statements.ts';
import { alert, answer, at, command, DEVICE, log, order, reported, ticket } from './logs.ts';

const SENT = 'Approved by Ada (typed, not verified), sent 2026-03-02 08:31 UTC.';
const UNKNOWN = 'Whether Automox took it is not known; it is not sent again.';
const MAYBE_ORDERED = 'Whether the device was ordered to reboot is not known, and no new boot was detected.';
const NOBODY =
  'Nobody was signed in when this was proposed; it is read again right before, and with anybody there it is not done.';
const FAILED = "The run failed unexpectedly: Activity function 'commentTicket' failed: The storage failed.";
const ASKS = `Run Automox worklet 40001 (disk cleanup) on ${DEVICE}, because drive C: is over its limit of 90 %.`;
const NOT_DONE =
  'Approved by Ada (typed, not verified) 2026-03-02 08:30 UTC; it is not done yet: it was not possible to inspect the device.';

/** The drive was freed at 08:40. */
const freed: Partial<Evidence> = {
  turns: [...log().turns, { at: at('08:40'), device: DEVICE, condition: 'disk', holds: false }],
  fills: [...log().fills, { at: at('08:40'), device: DEVICE, percent: 50 }],
};
const approved: Partial<Evidence> = { answers: [answer('approve')] };
/** A yes that was answered with an error. */
const perhaps = answer('approve', { mayCount: true });
const done: Partial<Evidence> = { ...approved, commands: [command('08:31')], requests: [order('08:31', 200)] };

describe('the oracle calls it a false statement', () => {
  it.each<[string, Partial<Evidence>]>([
    ['a command is reported that no vendor took', { ...approved, reported: [reported(SENT)] }],
    [
      'a command is reported that nobody approved',
      { ...done, answers: [answer('reject')], reported: [reported(SENT)] },
    ],
    ['nothing is said to be changed after a command', { ...done, tickets: [ticket()] }],
    ['a command that the log has is said to be unknown', { ...done, reported: [reported(`${SENT} ${UNKNOWN}`)] }],
    [
      'a reboot that Automox took is said to be ordered perhaps',
      { ...done, reported: [reported(`${MAYBE_ORDERED} ${SENT}`)] },
    ],
    [
      'nobody is said to have been signed in when somebody was',
      { signedIn: [[at('07:30'), at('10:00')]], reported: [reported(NOBODY)] },
    ],
    [
      'no incident is said to be known while the site is away',
      {
        turns: [{ at: at('08:00'), device: DEVICE, condition: 'offline', holds: true }],
        reported: [
          reported('No incident of the site is known now.', { about: { device: DEVICE, condition: 'offline' } }),
        ],
      },
    ],
    ['a run is said to have failed where nothing had', { reported: [reported(FAILED)] }],
    [
      'a note in a ticket reports a no that nobody said',
      {
        reported: [
          reported(
            `Update from the remediation app [rmm a1001.disk-space.C.1]: Ada (typed, not verified) said no: month end.`,
          ),
        ],
      },
    ],
    [
      'a command that Automox refused is said to be unknown, for hours',
      {
        ...approved,
        requests: [order('08:31', 429)],
        disturbed: [[at('08:31'), at('09:30')]],
        reported: [reported(`${SENT} ${UNKNOWN}`, { lastReadAt: at('14:00') })],
      },
    ],
    ['a yes is said to be not done that was', { ...done, reported: [reported(NOT_DONE)] }],
    ['a yes is reported that was a no', { answers: [answer('reject')], reported: [reported(NOT_DONE)] }],
    [
      'a no is reported that nobody said',
      { ...approved, reported: [reported('Ada (typed, not verified) said no: month end.')] },
    ],
    ['nobody is said to have approved', { ...approved, reported: [reported('Nobody approved it within 6 hours.')] }],
    [
      'it is said to wait for an approval that came',
      { ...approved, reported: [reported("Waits for a person's approval until 2026-03-02 14:00 UTC (evidence e1).")] },
    ],
    ['a drive is said to have recovered that is full', { reported: [reported('The disk has recovered.')] }],
    ['a drive is said to be full long after', { ...freed, tickets: [ticket({ createdAt: at('12:00') })] }],
    ['a share of the drive is reported that it never had', { reported: [reported('The drive is 70 % used.')] }],
    [
      'an alert is resolved while its condition holds',
      { alerts: [alert({ archivedAt: at('09:00'), archivedBy: 'api' })] },
    ],
    [
      'a ticket is resolved while its condition holds',
      { tickets: [ticket({ turns: [{ at: at('09:30'), ticketId: 7_001, status: 'Resolved' }] })] },
    ],
    ['a ticket is reported that does not exist', { reported: [reported('Ticket 7009 opened.')] }],
    [
      'a boot is reported that was none',
      { reported: [reported('It came up again 2026-03-02 08:35 UTC, says Atera.')] },
    ],
    [
      'a failure is reported though nothing failed',
      { reported: [reported('Could not inspect the device: Atera: HTTP 500.')] },
    ],
    [
      'the kill switch is said to be on',
      { reported: [reported('The kill switch is on (restore under way): the app may not write a ticket now.')] },
    ],
    [
      'a device is said to be offline that is not',
      { reported: [reported(`The server is offline; its alert was raised 2026-03-02 08:00 UTC.`)] },
    ],
    [
      'a worklet is said to have failed that did not run',
      { ...done, reported: [reported('Automox says that it failed with exit code 1.')] },
    ],
  ])('when %s', (_what, over) => {
    expect(judgeStatements(log(over)).falseStatements).not.toEqual([]);
  });
});

describe('the oracle believes', () => {
  it.each<[string, Partial<Evidence>]>([
    ['a command that the vendor took', { ...done, reported: [reported(SENT)] }],
    [
      'that a command is unknown whose refusal went away with the process',
      {
        ...approved,
        requests: [order('08:31', 429)],
        gone: [at('08:31')],
        disturbed: [[at('08:31'), at('09:30')]],
        reported: [reported(`${SENT} ${UNKNOWN}`, { lastReadAt: at('14:00') })],
      },
    ],
    [
      'that a command is unknown whose answer was lost',
      { ...approved, requests: [order('08:31')], reported: [reported(`${SENT} ${UNKNOWN}`)] },
    ],
    [
      'that an order may have been none where the worker was lost before it',
      {
        ...approved,
        disturbed: [[at('08:31'), at('08:40')]],
        reported: [reported(`${MAYBE_ORDERED} ${SENT} ${UNKNOWN}`)],
      },
    ],
    [
      'that nobody was signed in when it was proposed, also where it is quoted later',
      {
        signedIn: [[at('08:45'), at('15:00')]],
        reported: [reported(NOBODY, { writtenAt: at('09:02') }), reported(NOBODY, { writtenAt: at('12:30') })],
      },
    ],
    [
      'that a run failed where a write of the storage did, long after the interruption began',
      { disturbed: [[at('08:30'), at('09:00')]], reported: [reported(FAILED)] },
    ],
    [
      'a note that begins with what was approved',
      {
        ...done,
        tickets: [
          ticket({
            ...{ tried: `${ASKS} ${SENT}` },
            comments: [
              {
                at: at('09:30'),
                isOurs: true,
                text: `Update from the remediation app [rmm a1001.disk-space.C.1]: ${ASKS} ${SENT}`,
              },
            ],
          }),
        ],
      },
    ],
    [
      'a yes that was answered with an error and counted all the same',
      { ...done, answers: [perhaps], reported: [reported(SENT)] },
    ],
    [
      'that nobody answered where the yes was answered with an error',
      { answers: [perhaps], reported: [reported('Nobody approved it within 6 hours.')] },
    ],
    ['that nothing was done where nothing was', { tickets: [ticket()] }],
    [
      'a yes that has not been acted on',
      {
        ...approved,
        reported: [reported(NOT_DONE, { lastReadAt: at('09:00') })],
        requests: [{ ...order('08:30', 500) }],
      },
    ],
    ['a drive that recovered', { ...freed, reported: [reported('The disk has recovered.')] }],
    ['a drive that was full when it was read', { ...freed, tickets: [ticket()] }],
  ])('%s', (_what, over) => {
    expect(judgeStatements(log(over))).toEqual({ falseStatements: [], unknown: [] });
  });
});

describe('a sentence that no rule knows', () => {
  it('is reported, so that a new text cannot evade the oracle', () => {
    const { unknown } = judgeStatements(log({ reported: [reported('The moon is made of cheese.')] }));

    expect(unknown).toEqual(['The moon is made of cheese.']);
  });
});
