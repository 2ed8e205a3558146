import { describe, expect, it } from 'vitest';
import { adviceFor, isFailure, restartResult } from '../../../../shared/playbooks/service-stopped/restart-result.ts';

const ended = { ended: true, isKnown: true, how: 'It has left the queue of the device; Automox reports no result.' };

describe('the result of a restart', () => {
  it.each([
    [0, 'over', 'helped'],
    [1056, 'over', 'helped'],
    [undefined, 'over', 'helped'],
    [0, 'open', 'not-known'],
    [1056, 'open', 'not-known'],
    [undefined, 'open', 'not-known'],
    [0, 'back', 'did-not-help'],
    [undefined, 'back', 'did-not-help'],
    [1058, 'open', 'did-not-help'],
    [1068, 'over', 'not-known'],
    [1068, 'back', 'did-not-help'],
    [0, 'offline', 'not-known'],
  ] as const)('with code %s and an alert that is %s is %s', (exitCode, alert, result) => {
    expect(restartResult({ ...ended, exitCode, alert }, 'en').result).toBe(result);
  });

  it.each([
    [0, 'Automox says that it ended with code 0: Windows started the service.'],
    [1056, 'code 1056: the service was running already.'],
    [1058, 'code 1058: the service is disabled, so Windows does not start it.'],
    [-7, 'Automox says that it ended with code -7. '],
    [undefined, 'Automox reports no result.'],
  ])('says of code %s what it means', (exitCode, text) => {
    const { found } = restartResult({ ...ended, exitCode, alert: 'open' }, 'en');

    expect(found).toContain(text);
    expect(found).toContain("Atera's alert is still open after it.");
  });

  it.each(['over', 'open', 'back', 'offline'] as const)('is not known of one that may not have run: %s', (alert) => {
    expect(restartResult({ ...ended, isKnown: false, alert }, 'en').result).toBe('not-known');
  });

  it('has advice where no second attempt can help', () => {
    expect(adviceFor(1058, 'en')).toContain('disabled');
    expect(adviceFor(0, 'en')).toBeUndefined();
    expect([0, 1056, undefined, 1058, 1].map(isFailure)).toEqual([false, false, false, true, true]);
  });
});
