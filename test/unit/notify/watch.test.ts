import { describe, expect, it } from 'vitest';
import type { Check } from '../../../shared/health.ts';
import { checkChannels } from '../../../shared/notify/channels-health.ts';
import { dueSummary } from '../../../shared/notify/summary-time.ts';
import { watchChecks } from '../../../shared/notify/watch.ts';
import { type Policy, policy } from '../../../shared/policy/policy.ts';
import type { ChannelState } from '../../../shared/storage/outbox/outbox-rows.ts';

const check = (status: Check['status'], name = 'last-poll'): Check => ({ name, status, detail: 'so' });

/** The changes of a check that is found so, one run after the other. */
function changesOf(...found: readonly Check['status'][]): string[] {
  let checks = {};
  return found.flatMap((status, index) => {
    const { checks: after, changes } = watchChecks(checks, [check(status)], index);
    checks = after;
    return changes.map(({ status: now, since }) => `${now} since ${since}`);
  });
}

describe('watching health', () => {
  it('notifies of a state that two runs have found, once, and of its end', () => {
    expect(changesOf('ok', 'failed', 'failed', 'failed', 'ok', 'ok')).toEqual(['failed since 1', 'ok since 4']);
  });

  it('notifies of nothing that passes before the next run', () => {
    expect(changesOf('failed', 'ok', 'warning', 'ok', 'failed', 'ok')).toEqual([]);
  });

  it('notifies that it has become worse', () => {
    expect(changesOf('warning', 'warning', 'failed', 'failed')).toEqual(['warning since 0', 'failed since 2']);
  });

  it('notifies of a fresh failure as another one', () => {
    expect(changesOf('failed', 'failed', 'ok', 'ok', 'failed', 'failed')).toEqual([
      'failed since 0',
      'ok since 2',
      'failed since 4',
    ]);
  });

  it('leaves out what has an event of its own', () => {
    const found = [check('warning', 'kill-switch'), check('warning', 'atera')];
    const { checks } = watchChecks({}, found, 0);

    expect(watchChecks(checks, found, 1).changes).toEqual([]);
  });
});

describe('the time of the daily summary', () => {
  const due = (now: string, time = '07:00', zone = 'Europe/Berlin') => {
    const found = dueSummary(time, zone, Date.parse(now));
    return found && `${found.day} ${new Date(found.at).toISOString().slice(0, 16)}`;
  };

  it.each([
    ['2026-03-02T05:59:59Z', undefined],
    ['2026-03-02T06:00:00Z', '2026-03-02 2026-03-02T06:00'],
    ['2026-03-02T11:59:59Z', '2026-03-02 2026-03-02T06:00'],
    ['2026-03-02T12:00:00Z', undefined],
    ['2026-07-02T05:00:00Z', '2026-07-02 2026-07-02T05:00'],
  ])('at %s is %s', (now, expected) => {
    expect(due(now)).toBe(expected);
  });

  it('is of the day before, shortly after midnight', () => {
    expect(due('2026-03-02T23:30:00Z', '23:00')).toBe('2026-03-02 2026-03-02T22:00');
  });

  it('comes on the day when the clocks skip it', () => {
    expect(due('2026-03-29T01:05:00Z', '02:30')).toBe(undefined);
    expect(due('2026-03-29T01:30:00Z', '02:30')).toBe('2026-03-29 2026-03-29T01:30');
  });
});

describe('channels in health', () => {
  const HOUR = 3_600_000;
  const named = policy.parse({ notify: { channels: [{ name: 'ops', type: 'slack', secret: 'notify-ops' }] } });
  const state = { name: 'ops', setUp: 'x', tries: 0, refusals: 0, dropped: 0 };
  const found = (under: Policy, channels: () => Promise<ChannelState[]>) =>
    checkChannels({
      ...{ clock: { now: () => 10 * HOUR }, outboxStore: { channels } },
      inForce: async () => ({ policy: under }),
    });
  const statusOf = (states: ChannelState[]) => found(named, async () => states);

  it('warn where one is given up, fails for long or refused the last message', async () => {
    expect(await statusOf([])).toEqual({ status: 'ok', detail: '1 named' });
    expect(await statusOf([{ ...state, failingSince: 9.9 * HOUR }])).toMatchObject({ status: 'ok' });
    expect(await statusOf([{ ...state, failingSince: 9 * HOUR }])).toMatchObject({ status: 'warning' });
    expect(await statusOf([{ ...state, deadSince: 9 * HOUR }])).toEqual({
      status: 'warning',
      detail: '1 of 1 are given up, tried once a day: see GET /api/channels',
    });
    expect(await statusOf([{ ...state, dropped: 1, droppedAt: 9 * HOUR, lastOkAt: HOUR }])).toMatchObject({
      status: 'warning',
    });
  });

  it('are in order where the policy names none, and read nothing then', async () => {
    const none = await found(policy.parse({}), () => Promise.reject(new Error('read')));

    expect(none).toEqual({ status: 'ok', detail: 'none is named' });
  });
});
