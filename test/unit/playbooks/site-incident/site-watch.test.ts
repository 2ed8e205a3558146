import { describe, expect, it } from 'vitest';
import type { SiteState } from '../../../../shared/domain/sites/site-rule.ts';
import type { WatchedSite } from '../../../../shared/domain/sites/site-watch.ts';
import { watchSites } from '../../../../shared/domain/sites/watch-sites.ts';
import { decideSite } from '../../../../shared/playbooks/site-incident/decide-site.ts';
import { surroundings } from '../../../../shared/playbooks/site-incident/surroundings.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

const state = (over: Partial<SiteState> = {}): SiteState => ({
  customers: new Map(),
  notJudged: new Map(),
  vendorQuiet: false,
  ...over,
});
const down = (quiet: number, of: number) => ({ customers: new Map([[3, { quiet, of, since: NOW - MINUTE }]]) });
const quietNow = (count: number, quietSince = NOW - MINUTE) =>
  Array.from({ length: count }, (_, i) => ({ deviceKey: `a${i}`, customerId: 3, quietSince }));
const incident = (over: Partial<WatchedSite> = {}): WatchedSite => ({
  customerId: 3,
  ...{ quiet: 6, of: 10, since: NOW - MINUTE, still: 6, opened: true },
  ...over,
});
const watchOf = (...incidents: WatchedSite[]) => ({ judgedAt: NOW - 2 * MINUTE, incidents });

const at = (now: number) => ({ now, atMostMinutes: 120 });

describe('watchSites', () => {
  it('begins an incident that has no occurrence yet', () => {
    const { incidents } = watchSites(undefined, state(down(6, 10)), quietNow(6), at(NOW));

    expect(incidents).toEqual([{ customerId: 3, quiet: 6, of: 10, since: NOW - MINUTE, still: 6, opened: false }]);
  });

  it('keeps the larger counts while it lasts, whatever a refresh counts meanwhile', () => {
    const { incidents } = watchSites(watchOf(incident()), state(down(4, 5)), quietNow(4), at(NOW));

    expect(incidents).toEqual([incident({ still: 4 })]);
  });

  it.each([
    [3, undefined],
    [2, NOW],
  ])('with %i of 6 devices still quiet and no rule that holds is over at %s', (still, endedAt) => {
    const { incidents } = watchSites(watchOf(incident()), state(), quietNow(still), at(NOW));

    expect(incidents[0]?.endedAt).toBe(endedAt);
  });

  it('does not count devices that were quiet long before', () => {
    const { incidents } = watchSites(watchOf(incident()), state(), quietNow(6, NOW - 60 * MINUTE), at(NOW));

    expect(incidents[0]).toMatchObject({ still: 0, endedAt: NOW });
  });

  it('drops a suspicion that lasts too long, and begins the incidents it held back', () => {
    const suspected = watchSites(undefined, state({ ...down(6, 10), vendorQuiet: true }), quietNow(6), at(NOW));
    const still = { ...down(6, 10), vendorQuiet: true, because: 'customers-together' } as const;
    const later = watchSites(suspected, state(still), quietNow(6), at(NOW + 120 * MINUTE));

    const over = { since: NOW, endedAt: NOW + 120 * MINUTE, because: 'customers-together', gaveUp: true };
    expect(later).toMatchObject({ suspicion: over, trustedAgainAt: NOW + 120 * MINUTE });
    expect(later.vendorQuietSince).toBeUndefined();
    expect(later.incidents).toHaveLength(1);
    expect(surroundings(later, 9, undefined)).toMatchObject({ vendorQuiet: false, suspicion: over });
  });

  it('begins none while Atera is suspected, and remembers since when it is', () => {
    const suspected = watchSites(undefined, state({ ...down(6, 10), vendorQuiet: true }), quietNow(6), at(NOW));
    const later = watchSites(suspected, state({ vendorQuiet: true }), [], at(NOW + MINUTE));

    expect(suspected).toMatchObject({ vendorQuietSince: NOW, incidents: [] });
    expect(later.vendorQuietSince).toBe(NOW);
  });

  it('forgets an incident a day after its end, or when a new one begins', () => {
    const over = incident({ endedAt: NOW - 60 * MINUTE, still: 0 });

    expect(watchSites(watchOf(over), state(), [], at(NOW)).incidents).toEqual([over]);
    expect(watchSites(watchOf(over), state(), [], at(NOW + 24 * 60 * MINUTE)).incidents).toEqual([]);
    expect(watchSites(watchOf(over), state(down(6, 10)), quietNow(6), at(NOW)).incidents).toMatchObject([
      { opened: false },
    ]);
  });
});

describe('surroundings', () => {
  it('are those of the own customer, and of an incident that lasts', () => {
    const watch = watchOf(incident(), incident({ customerId: 4, endedAt: NOW }));

    expect(surroundings(watch, 3, undefined)).toEqual({
      siteIncident: { quiet: 6, of: 10, since: NOW - MINUTE },
      vendorQuiet: false,
    });
    expect(surroundings(watch, 4, undefined)).toEqual({ vendorQuiet: false });
    expect(surroundings(undefined, undefined, undefined)).toEqual({ vendorQuiet: false });
  });
});

describe('decideSite', () => {
  it.each([
    ['no incident any more', undefined, false, 10, { verdict: 'recovered', because: 'devices-back' }],
    ['one that is over', incident({ endedAt: NOW }), false, 10, { verdict: 'recovered' }],
    ['one within the grace', incident(), false, 0, { verdict: 'wait', because: 'grace', until: NOW + 4 * MINUTE }],
    ['one while Atera is suspected', incident(), true, 10, { verdict: 'wait', because: 'vendor-quiet' }],
    ['one that lasts', incident(), false, 10, { verdict: 'holds', because: 'site-quiet' }],
  ])('judges %s', (_name, given, vendorQuiet, minutes, expected) => {
    const facts = { ...(given && { incident: given }), vendorQuiet };

    const judgement = decideSite(facts, { rules: policy.parse({}).offlineDevice, now: NOW + minutes * MINUTE });

    expect(judgement).toMatchObject(expected);
  });
});
