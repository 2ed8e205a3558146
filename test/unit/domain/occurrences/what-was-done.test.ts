import { describe, expect, it } from 'vitest';
import {
  type LastAction,
  withAction,
  withoutAction,
  withResult,
} from '../../../../shared/domain/occurrences/last-action.ts';
import { asDone, type DoneRow, whatWasDone, withDone } from '../../../../shared/domain/occurrences/what-was-done.ts';
import type { TicketText } from '../../../../shared/domain/tickets/ticket-text.ts';

const at = Date.parse('2026-03-02T08:20:00Z');
const action: LastAction = {
  ...{ kind: 'worklet', occurrence: 2, text: 'Run worklet 7.', evidence: 'e', approval: 1, by: 'Ada', at },
  state: 'sent',
};
const sent = 'Run worklet 7. Approved by Ada, sent 2026-03-02 08:20 UTC.';
const row = (lastAction?: LastAction, state: DoneRow['state'] = 'watching'): DoneRow => ({
  ...{ state, occurrence: 2, lastAction },
});
const ticketText = { language: 'en', tried: 'nothing was changed on the device.', untouched: true } as TicketText;

describe('what was done', () => {
  it.each<[string, DoneRow, string | undefined]>([
    ['nothing', row(), undefined],
    ['a command of an earlier occurrence', row({ ...action, occurrence: 1 }), undefined],
    ['a command that is being verified', row(action, 'remediating'), `${sent} Its result is being verified.`],
    ['one whose verification failed unexpectedly', row(action), `${sent} Whether it helped is not known.`],
    [
      'a reboot whose verification failed unexpectedly',
      row({ ...action, kind: 'reboot' }),
      `${sent} Whether the device rebooted is not known.`,
    ],
    ['one that was verified', row({ ...action, result: 'helped', found: 'It helped.' }), `${sent} It helped.`],
    [
      'one that failed unexpectedly while it was sent',
      row({ ...action, state: 'about-to-be-sent' }),
      `${sent} Whether Automox took it is not known; it is not sent again. Whether it helped is not known.`,
    ],
  ])('is reported of %s', (_what, given, text) => {
    expect(whatWasDone(given, 'en')).toBe(text);
  });

  it('replaces a text that denies it, and is put before one that reports something later', () => {
    const done = `${sent} Whether it helped is not known.`;

    expect(asDone(ticketText, row(action)).tried).toBe(done);
    expect(asDone({ ...ticketText, tried: 'Ann said no.', untouched: false }, row(action)).tried).toBe(
      `${done} Ann said no.`,
    );
    expect(asDone(ticketText, row())).toEqual(ticketText);
  });

  it.each([
    ['Nothing was done to the device. Proposed: Run worklet 8. Ann said no.', 'Nothing more was done to the device.'],
    ['The device is marked in Atera to be left alone; nothing was done.', 'left alone; nothing more was done.'],
    ['Why: nothing was changed on the device; it was checked twice.', 'nothing more was changed on the device'],
  ])('is never denied beside it: %s', (denies, reported) => {
    const texts = [
      withDone(denies, row(action), 'en'),
      asDone({ ...ticketText, tried: denies, untouched: false }, row(action)).tried,
    ];

    for (const text of texts) {
      expect(text).toContain(sent);
      expect(text).toContain(reported);
      expect(text).not.toMatch(/nothing was/i);
    }
    expect(withDone(denies, row(), 'en')).toBe(denies);
  });

  it('is not denied by a later run that does nothing', () => {
    const tried = 'Nothing was done to the device. Proposed: Run worklet 7. No further attempt is made today.';
    const more = tried.replace('Nothing was', 'Nothing more was');

    expect(asDone({ ...ticketText, tried, untouched: false }, row(action)).tried).toBe(
      `${sent} Whether it helped is not known. ${more}`,
    );
    expect(withDone(tried, row(action), 'en')).toContain(more);
    expect(withDone(tried, row(), 'en')).toBe(tried);
  });

  it('is reported once', () => {
    const reported = `${sent} It helped.`;

    expect(withDone(reported, row(action), 'en')).toBe(reported);
    expect(asDone({ ...ticketText, tried: reported }, row(action)).tried).toBe(reported);
  });
});

describe('the command in the row', () => {
  it('never becomes less certain by a second execution, and keeps its result', () => {
    const known = { ...action, result: 'helped', found: 'It helped.' } as const;

    expect(withAction({ lastAction: known }, { ...action, state: 'may-have-been-sent' })).toEqual({
      lastAction: known,
    });
  });

  it('takes the place of the one before, which comes back when it did not go out', () => {
    const next = { ...action, approval: 2 };

    const taken = withAction({ lastAction: action }, next);

    expect(taken).toMatchObject({ lastAction: next, commands: [{ occurrence: 2, approval: 2, at }] });
    expect(withoutAction(taken, next, action)).toEqual({ lastAction: action, commands: [] });
    expect(withoutAction(taken, action, undefined)).toBe(taken);
  });

  it('takes no result of another one', () => {
    const found = { result: 'not-known', found: 'Unknown.' } as const;

    const row = { occurrence: action.occurrence, lastAction: action };

    expect(withResult(row, { occurrence: 2, approval: 2 }, found, at)).toEqual(row);
    expect(withResult(row, action, found, at).lastAction).toMatchObject(found);
  });
});
