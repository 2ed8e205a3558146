import { describe, expect, it } from 'vitest';
import { decideService, type ServiceFindings } from '../../../../shared/playbooks/service-stopped/decide-service.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T12:00:00Z');

const LIMITS = { confirmAfterMinutes: 10, bootGraceMinutes: 15, offlineWaitMinutes: 240, followUpEveryMinutes: 60 };

function decided(over: Partial<ServiceFindings> = {}) {
  return decideService(
    {
      ...{ open: 1, openByAtera: 1, lost: 0, online: true, hasTicket: false, isReported: false, inspectedAt: NOW },
      raisedAt: NOW - 30 * MINUTE,
      ...over,
    },
    LIMITS,
  );
}

describe('a stopped service', () => {
  it('is stopped while its alert of Atera is open on a device that is online', () => {
    expect(decided()).toEqual({ verdict: 'holds', because: 'still-stopped' });
  });

  it('may be started again by itself at first', () => {
    expect(decided({ raisedAt: NOW - 4 * MINUTE })).toEqual({
      verdict: 'wait',
      because: 'may-pass',
      until: NOW + 6 * MINUTE,
    });
  });

  it.each([
    [14, { verdict: 'wait', because: 'just-booted', until: NOW + MINUTE }],
    [16, { verdict: 'holds', because: 'still-stopped' }],
    // Read in another zone.
    [-60, { verdict: 'holds', because: 'still-stopped' }],
  ])('is waited for when the device booted %i minutes ago', (minutes, expected) => {
    expect(decided({ lastRebootAt: NOW - minutes * MINUTE })).toEqual(expected);
  });

  it('of a device that is offline is waited for at first, and then reported as not verified', () => {
    expect(decided({ online: false })).toEqual({
      verdict: 'wait',
      because: 'device-offline',
      until: NOW + 60 * MINUTE,
    });
    expect(decided({ online: false, raisedAt: NOW - 230 * MINUTE })).toMatchObject({ until: NOW + 10 * MINUTE });
    expect(decided({ online: false, raisedAt: NOW - 240 * MINUTE })).toEqual({
      verdict: 'unknown',
      because: 'device-offline',
    });
  });

  it('is not known to be stopped by an alert that nobody takes away', () => {
    expect(decided({ openByAtera: 0 })).toEqual({ verdict: 'unknown', because: 'not-by-atera' });
    expect(decided({ open: 2 })).toMatchObject({ verdict: 'holds' });
  });

  it('is over when Atera has its alert open no more', () => {
    const over = { verdict: 'recovered', because: 'alert-ended', alertGone: true, contradicted: false };

    expect(decided({ open: 0, openByAtera: 0 })).toEqual(over);
    expect(decided({ open: 0, openByAtera: 0, hasTicket: true })).toEqual(over);
  });

  it('keeps its ticket while the device is offline, and when the row of its alert is lost', () => {
    const gone = { open: 0, openByAtera: 0, hasTicket: true };

    expect(decided({ ...gone, online: false })).toEqual({ verdict: 'unknown', because: 'alert-gone-offline' });
    expect(decided({ ...gone, lost: 1 })).toEqual({ verdict: 'unknown', because: 'alert-lost' });
  });

  it('is not waited for once it is reported', () => {
    const reported = { isReported: true, hasTicket: true };

    expect(decided({ ...reported, raisedAt: NOW, lastRebootAt: NOW })).toMatchObject({ verdict: 'holds' });
    expect(decided({ ...reported, online: false })).toMatchObject({ verdict: 'unknown' });
  });
});
