import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideNetwork,
  type NetworkFindings,
  type Reading,
} from '../../../../shared/playbooks/network-device/decide-network.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T08:00:00Z');
const { networkDevice: limits } = policy.parse({});

type Row = Extract<Reading, { read: true }>;

const row = (over: Partial<Row> = {}): Row => ({
  ...{ read: true, kind: 'snmp', hostname: 'fw', monitored: true, up: false, closedPorts: [] },
  watcher: { agentId: 1, found: true, name: 'NW-WATCH', online: true },
  ...over,
});
const watchedBy = (over: object, up = false) => row({ up, watcher: { agentId: 1, found: true, ...over } });

const judge = (over: Partial<NetworkFindings> = {}) =>
  decideNetwork(
    {
      ...{ alertOpen: true, hasTicket: false, vendorQuiet: false, inspectedAt: NOW, downSince: NOW - 10 * MINUTE },
      reading: row(),
      ...over,
    },
    limits,
  );

describe('decideNetwork', () => {
  it.each<[string, Partial<NetworkFindings>, string, string]>([
    ['a row that says down', {}, 'holds', 'down'],
    ['down, watched by nobody that is reported', { reading: watchedBy({}) }, 'holds', 'down'],
    ['a generic monitor', { reading: row({ kind: 'generic', up: undefined }) }, 'holds', 'alert-only'],
    ['a device in no list', { reading: { read: false, why: 'not-listed' } }, 'holds', 'alert-only'],
    ['a key without the right', { reading: { read: false, why: 'not-allowed' } }, 'holds', 'alert-only'],
    ['up, watched by an agent that is online', { reading: row({ up: true }) }, 'recovered', 'up'],
    ['the alert over by Atera', { alertOpen: false, reading: undefined }, 'recovered', 'alert-cleared'],
    ['a site that is away', { siteIncident: { quiet: 5, of: 6, since: NOW } }, 'wait', 'site-incident'],
    ['Atera suspected', { vendorQuiet: true }, 'wait', 'vendor-quiet'],
    ['an alert of four minutes', { downSince: NOW - 4 * MINUTE }, 'wait', 'grace'],
    ['a watcher that is away', { reading: watchedBy({ online: false }) }, 'wait', 'not-observable'],
    ['a watcher that is gone', { reading: watchedBy({ found: false }) }, 'wait', 'not-observable'],
    ['watching that is paused', { reading: row({ monitored: false, up: undefined }) }, 'wait', 'not-observable'],
  ])('makes of %s: %s, %s', (_name, findings, verdict, because) => {
    expect(judge(findings)).toMatchObject({ verdict, because });
  });

  it.each<[string, Reading]>([
    ['its watcher is away', watchedBy({ online: false }, true)],
    ['its watcher is gone', watchedBy({ found: false }, true)],
    ['whether its watcher is online is not reported', watchedBy({}, true)],
    ['no watcher is reported', { ...row({ up: true }), watcher: undefined } as unknown as Reading],
    ['watching is paused', row({ up: true, monitored: false })],
    ['whether it is monitored is not reported', { ...row({ up: true }), monitored: undefined }],
  ])('takes a row that says up for no proof where %s', (_name, reading) => {
    expect(judge({ reading })).toMatchObject({ verdict: 'wait', because: 'not-observable' });
    expect(judge({ reading, hasTicket: true })).toEqual({ verdict: 'unknown', because: 'not-observable' });
    expect(judge({ reading, hasTicket: true, alertOpen: false })).toMatchObject({ verdict: 'unknown' });
  });

  it('notifies a person after four hours that nothing can be known', () => {
    const reading = watchedBy({ online: false });
    const at = (minutes: number) => judge({ reading, downSince: NOW - minutes * MINUTE });

    expect(at(239)).toMatchObject({ verdict: 'wait', until: NOW + MINUTE });
    expect(at(240)).toEqual({ verdict: 'unknown', because: 'not-observable' });
  });

  it('lets one that went down with others wait while the ticket of one of them reports it, soon where that is due', () => {
    const judged = (hasTicket: boolean, over: Partial<NetworkFindings> = {}) =>
      judge({ reportedWith: { hasTicket }, ...over });

    expect(judged(true)).toEqual({ verdict: 'wait', because: 'down-together', until: NOW + 15 * MINUTE });
    expect(judged(false)).toEqual({ verdict: 'wait', because: 'down-together', until: NOW + 2 * MINUTE });
    expect(judged(true, { hasTicket: true })).toEqual({ verdict: 'holds', because: 'down' });
    expect(judged(true, { reading: row({ up: true }) })).toMatchObject({ verdict: 'recovered', because: 'up' });
    expect(judged(true, { alertOpen: false })).toMatchObject({ verdict: 'recovered', because: 'alert-cleared' });
  });

  it('finds the end of an alert contradicted by a row that says down, and by nothing else', () => {
    expect(judge({ alertOpen: false })).toMatchObject({ because: 'alert-cleared', contradicted: true });
    expect(judge({ alertOpen: false, reading: { read: false, why: 'gone' } })).toMatchObject({ contradicted: false });
  });

  it('never calls a device up while its alert is open unless its row says so and its watcher is online', () => {
    const bit = fc.option(fc.boolean(), { nil: undefined });
    const facts = fc.record({ up: bit, monitored: bit, online: bit, found: fc.boolean(), hasTicket: fc.boolean() });
    fc.assert(
      fc.property(facts, ({ up, monitored, online, found, hasTicket }) => {
        const reading = row({ up, monitored, watcher: { agentId: 1, found, online } });
        const isProven = up === true && monitored === true && online === true && found;
        expect(judge({ reading, hasTicket }).verdict === 'recovered').toBe(isProven);
      }),
    );
  });
});
