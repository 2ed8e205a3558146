import { describe, expect, it } from 'vitest';
import { bootBefore, hasBootedSince, isSameBoot } from '../../../../shared/playbooks/pending-reboot/boot.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RAISED = 1_000 * HOUR;

describe('two boot times', () => {
  it.each([
    ['equal', 0],
    ['0.8 seconds apart', 800],
    ['two minutes apart', 2 * MINUTE],
    ['an hour apart', HOUR],
    ['an hour apart, trembling', HOUR + 900],
    ['an hour apart the other way', -HOUR],
  ])('that are %s are of one boot', (_name, apart) => {
    expect(isSameBoot(RAISED, RAISED + apart)).toBe(true);
  });

  it.each([
    ['three minutes', 3 * MINUTE],
    ['an hour and half a minute', HOUR + 30_000],
    ['59 minutes', 59 * MINUTE],
    ['two hours', 2 * HOUR],
    ['a day', 24 * HOUR],
  ])('that are %s apart are of two boots', (_name, apart) => {
    expect(isSameBoot(RAISED, RAISED + apart)).toBe(false);
    expect(isSameBoot(RAISED + apart, RAISED)).toBe(false);
  });
});

describe('a boot since the alert', () => {
  const before = { bootBefore: RAISED - 30 * MINUTE, online: true, inspectedAt: RAISED + 5 * HOUR };

  it.each([
    ['that changed', { lastRebootAt: RAISED + 20 * MINUTE }, true],
    ['that is the one before an hour later', { lastRebootAt: RAISED + 30 * MINUTE }, false],
    ['of an agent that is offline', { lastRebootAt: RAISED + 20 * MINUTE, online: false }, false],
    ['within the clocks of the alert', { lastRebootAt: RAISED + 2 * MINUTE }, false],
    ['from before the alert', { lastRebootAt: RAISED - 10 * MINUTE }, false],
    ['ahead of the clock', { lastRebootAt: RAISED + 6 * HOUR }, false],
    ['that is not reported', {}, false],
    ['without one before, within the hour', { bootBefore: undefined, lastRebootAt: RAISED + 50 * MINUTE }, false],
    ['without one before, hours later', { bootBefore: undefined, lastRebootAt: RAISED + 2 * HOUR }, true],
  ])('%s', (_name, over, expected) => {
    expect(hasBootedSince({ ...before, ...over }, RAISED)).toBe(expected);
  });
});

describe('the boot to compare with', () => {
  const listed = { lastRebootAt: RAISED - 9 * HOUR, listedAt: RAISED - HOUR };

  it.each([
    ['is the first one read', {}, { lastRebootAt: RAISED - HOUR }, RAISED - HOUR],
    ['is the one that was listed before the alert', {}, { lastRebootAt: RAISED + HOUR }, RAISED - 9 * HOUR],
    ['stays when a later one is read', { known: RAISED - HOUR }, { lastRebootAt: RAISED + HOUR }, RAISED - HOUR],
    ['stays when it trembles', { known: RAISED - HOUR }, { lastRebootAt: RAISED - HOUR + 800 }, RAISED - HOUR],
    [
      'stays when its clock changes',
      { known: RAISED - 5 * HOUR },
      { lastRebootAt: RAISED - 4 * HOUR },
      RAISED - 5 * HOUR,
    ],
    [
      'is a newer one from before the alert',
      { known: RAISED - 5 * HOUR },
      { lastRebootAt: RAISED - HOUR },
      RAISED - HOUR,
    ],
  ])('%s', (_name, known, now, expected) => {
    expect(bootBefore({ ...known, ...now }, RAISED, listed)).toBe(expected);
  });

  it('is not known from a list that is newer than the alert', () => {
    const later = { ...listed, listedAt: RAISED + MINUTE };

    expect(bootBefore({ lastRebootAt: RAISED + HOUR }, RAISED, later)).toBeUndefined();
    expect(bootBefore({}, RAISED)).toBeUndefined();
  });

  it('is known from a newer list where that showed the device online and a boot from before the alert', () => {
    const online = { ...listed, listedAt: RAISED + MINUTE, online: true };

    expect(bootBefore({ lastRebootAt: RAISED + HOUR }, RAISED, online)).toBe(RAISED - 9 * HOUR);
    expect(bootBefore({}, RAISED, { ...online, lastRebootAt: RAISED + 5 * MINUTE })).toBeUndefined();
  });
});
