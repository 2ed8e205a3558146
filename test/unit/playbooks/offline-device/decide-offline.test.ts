import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../../shared/domain/occurrences/judgement.ts';
import { weekdays } from '../../../../shared/domain/time/business-hours.ts';
import {
  decideOffline,
  type OfflineFindings,
  type OfflineLimits,
} from '../../../../shared/playbooks/offline-device/decide-offline.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
/** A Monday; Berlin is one hour ahead of UTC, so the office is open from 07:00Z to 17:00Z. */
const monday = (time: string) => at(`2026-03-02T${time}Z`);
const tuesday = (time: string) => at(`2026-03-03T${time}Z`);

const limits = (over: Partial<OfflineLimits> = {}): OfflineLimits => ({
  graceMinutes: { server: 5, workstation: 60, laptop: 60 },
  awayBusinessHours: { workstation: 0, laptop: 0 },
  secondInspectionMinutes: 2,
  awayTogetherMinutes: 10,
  timeZone: 'Europe/Berlin',
  businessHours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
  ...over,
});

/** A server that both vendors have found off for two hours of a working day. */
const findings = (over: Partial<OfflineFindings> = {}): OfflineFindings => ({
  alertOpen: true,
  hasAlert: true,
  hasTicket: false,
  inspectedAt: monday('12:00'),
  awaySince: monday('10:00'),
  inspections: 2,
  online: false,
  deviceClass: 'server',
  witness: { says: 'disconnected' },
  vendorQuiet: false,
  ...over,
});

const connected = { says: 'connected' } as const;
const silent = { says: 'nothing', reason: 'the device is not in Automox' } as const;
const gone = { quiet: 4, of: 5, since: monday('10:00') };
const judge = (over: Partial<OfflineFindings>, rules = limits()): Judgement => decideOffline(findings(over), rules);

const wait = (because: string, until: number) => ({ verdict: 'wait', because, until });
/** `away` is given to the tenth of an hour. */
const mayBeOff = (until: number, away: number) => ({
  ...wait('may-be-off', until),
  away: expect.closeTo(away, 1),
  wanted: 30,
});
const holds = (because: string) => ({ verdict: 'holds', because });
const back = { verdict: 'recovered', because: 'back-online', alertGone: false, contradicted: false };
const successor = { agentId: 1_050, installedAt: monday('11:00') };
const reinstalled = { ...back, because: 'reinstalled' };
const asked = { hasAlert: false, alertOpen: false } as const;
const cleared = { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: false };

describe('decideOffline', () => {
  it.each<[string, Partial<OfflineFindings>, object]>([
    ['the device is back while its alert is still open', { online: true }, back],
    ['the device is back and its alert is gone', { online: true, alertOpen: false }, back],
    ['the device is back while Atera is suspected', { online: true, vendorQuiet: true }, back],
    ['the alert is gone and nothing else is reported', { online: undefined, alertOpen: false }, cleared],
    [
      'the alert of a ticket is gone and nothing else is reported',
      { online: undefined, alertOpen: false, hasTicket: true },
      { verdict: 'unknown', because: 'online-not-reported' },
    ],
    ['the same device is online under a new agent', { successor }, reinstalled],
    ['it is, and the alert of the old one is gone', { successor, alertOpen: false }, reinstalled],
    ['it is, while Atera is suspected', { successor, vendorQuiet: true }, reinstalled],
    [
      'a person asks for it without an alert, within its grace',
      { ...asked, awaySince: monday('11:59') },
      holds('device-off'),
    ],
    ['the alert is gone but the device is not back', { alertOpen: false }, { ...cleared, contradicted: true }],
    ['there never was an alert', { alertOpen: false, hasAlert: false }, holds('device-off')],
    ['Atera is suspected', { vendorQuiet: true, siteIncident: gone }, wait('vendor-quiet', monday('12:10'))],
    ['the whole site is away', { siteIncident: gone }, wait('site-incident', monday('12:10'))],
    ['Automox reaches the device', { witness: connected }, holds('agent-dead')],
    ['Automox has lost it too', {}, holds('device-off')],
    ['Automox does not know it', { witness: silent }, holds('no-witness')],
    [
      'Atera does not say whether it is online',
      { online: undefined },
      { verdict: 'unknown', because: 'online-not-reported' },
    ],
    ['only one inspection found it away', { inspections: 1 }, wait('observed-once', monday('12:02'))],
  ])('judges a server when %s', (_name, over, expected) => {
    expect(judge(over)).toEqual(expected);
  });

  it.each<[string, Partial<OfflineFindings>, object]>([
    [
      'a server in its five minutes',
      { deviceClass: 'server', awaySince: monday('11:56') },
      wait('grace', monday('12:01')),
    ],
    ['a server after five minutes', { deviceClass: 'server', awaySince: monday('11:55') }, holds('device-off')],
    [
      'a workstation in its hour',
      { deviceClass: 'workstation', awaySince: monday('11:01') },
      wait('grace', monday('12:01')),
    ],
    ['a workstation after an hour', { deviceClass: 'workstation', awaySince: monday('11:00') }, holds('device-off')],
    ['a laptop in its hour', { deviceClass: 'laptop', awaySince: monday('11:30') }, wait('grace', monday('12:30'))],
    ['a laptop after an hour', { deviceClass: 'laptop', awaySince: monday('11:00') }, holds('device-off')],
    [
      'one that is not reported, in its grace',
      { online: undefined, awaySince: monday('11:56') },
      wait('grace', monday('12:01')),
    ],
    ['one observed once, in its grace', { inspections: 1, awaySince: monday('11:56') }, wait('grace', monday('12:01'))],
  ])('gives %s what its class allows', (_name, over, expected) => {
    expect(judge(over)).toEqual(expected);
  });

  it.each<[string, Partial<OfflineFindings>, object]>([
    ['at any hour for a server', { deviceClass: 'server' }, holds('device-off')],
    [
      'not for a workstation that was switched off',
      { deviceClass: 'workstation' },
      wait('out-of-hours', tuesday('08:00')),
    ],
    [
      'not for a workstation that Automox does not know',
      { deviceClass: 'workstation', witness: silent },
      wait('out-of-hours', tuesday('08:00')),
    ],
    ['not for a laptop', { deviceClass: 'laptop' }, wait('out-of-hours', tuesday('08:00'))],
    [
      'not for a workstation of which nothing is reported',
      { deviceClass: 'workstation', online: undefined, witness: connected },
      wait('out-of-hours', tuesday('08:00')),
    ],
    ['for a dead agent on a workstation', { deviceClass: 'workstation', witness: connected }, holds('agent-dead')],
    ['for a dead agent on a laptop', { deviceClass: 'laptop', witness: connected }, holds('agent-dead')],
  ])('calls somebody in the evening %s', (_name, over, expected) => {
    expect(judge({ inspectedAt: monday('19:00'), awaySince: monday('17:05'), ...over })).toEqual(expected);
  });

  it.each<[string, number, number, object]>([
    ['the minute the office opens', monday('17:05'), tuesday('07:00'), wait('grace', tuesday('08:00'))],
    ['within the first hour', monday('17:05'), tuesday('07:59'), wait('grace', tuesday('08:00'))],
    ['after the first hour', monday('17:05'), tuesday('08:00'), holds('device-off')],
    ['when it was left early the day before', monday('16:40'), tuesday('07:50'), wait('grace', tuesday('08:00'))],
    ['when it went off after the office opened', tuesday('07:10'), tuesday('08:05'), wait('grace', tuesday('08:10'))],
    [
      'on a Friday evening until Monday',
      at('2026-02-27T16:30Z'),
      at('2026-02-27T17:30Z'),
      wait('out-of-hours', monday('08:00')),
    ],
    // Clocks go forward on Sunday 29 March: the office opens an hour earlier in UTC.
    [
      'over a clock change',
      at('2026-03-27T18:00Z'),
      at('2026-03-28T12:00Z'),
      wait('out-of-hours', at('2026-03-30T07:00Z')),
    ],
  ])('counts the grace of a workstation in business hours: %s', (_name, awaySince, inspectedAt, expected) => {
    expect(judge({ deviceClass: 'workstation', awaySince, inspectedAt })).toEqual(expected);
  });

  it.each<[string, Partial<OfflineFindings>, object]>([
    ['on its first morning', { inspectedAt: tuesday('08:00') }, mayBeOff(tuesday('08:00') + 24 * HOUR, 1)],
    [
      'on its last one but for the hours wanted',
      { inspectedAt: at('2026-03-05T08:00Z') },
      mayBeOff(at('2026-03-05T17:00Z'), 21),
    ],
    ['outside of the hours', { inspectedAt: tuesday('18:00') }, wait('out-of-hours', tuesday('08:00') + 24 * HOUR)],
    [
      'when Automox does not know it',
      { inspectedAt: tuesday('08:00'), witness: silent },
      mayBeOff(tuesday('08:00') + 24 * HOUR, 1),
    ],
    [
      'on Monday, when it went on Thursday evening',
      { awaySince: at('2026-02-26T17:30Z'), inspectedAt: monday('08:00') },
      mayBeOff(tuesday('08:00'), 11),
    ],
    [
      'no longer than the hours wanted',
      { inspectedAt: at('2026-03-05T17:00Z') - 1 },
      mayBeOff(at('2026-03-05T17:00Z'), 30),
    ],
    ['never for a server', { deviceClass: 'server', inspectedAt: tuesday('08:00') }, holds('device-off')],
    [
      'not when its agent is dead and it is on',
      { witness: connected, inspectedAt: tuesday('08:00') },
      holds('agent-dead'),
    ],
    [
      'not for a workstation that stays on',
      { deviceClass: 'workstation', inspectedAt: tuesday('08:00') },
      holds('device-off'),
    ],
  ])('lets a laptop be switched off for 30 business hours: %s', (_name, over, expected) => {
    const rules = limits({ awayBusinessHours: { workstation: 0, laptop: 30 } });

    expect(judge({ deviceClass: 'laptop', awaySince: monday('17:05'), ...over }, rules)).toEqual(expected);
  });

  it('calls somebody for a laptop that has been away for the hours wanted', () => {
    const rules = limits({ awayBusinessHours: { workstation: 0, laptop: 20 } });
    const laptop = { deviceClass: 'laptop', awaySince: monday('12:00') } as const;

    expect(judge({ ...laptop, inspectedAt: at('2026-03-04T11:59Z') }, rules)).toMatchObject({ because: 'may-be-off' });
    expect(judge({ ...laptop, inspectedAt: at('2026-03-04T12:00Z') }, rules)).toEqual(holds('device-off'));
  });

  it('gives a dead agent the grace of its class by the clock', () => {
    const agentDead = { deviceClass: 'workstation', witness: connected, awaySince: monday('19:00') } as const;

    expect(judge({ ...agentDead, inspectedAt: monday('19:59') })).toEqual(wait('grace', monday('20:00')));
    expect(judge({ ...agentDead, inspectedAt: monday('20:00') })).toEqual(holds('agent-dead'));
  });

  it('inspects once a day, and calls nobody, where a workstation is never expected to be on', () => {
    const never = limits({ businessHours: [] });

    expect(judge({ deviceClass: 'workstation' }, never)).toEqual(wait('out-of-hours', tuesday('12:00')));
    expect(judge({ deviceClass: 'workstation', witness: connected }, never)).toEqual(holds('agent-dead'));
    expect(judge({ deviceClass: 'server' }, never)).toEqual(holds('device-off'));
  });

  it('calls somebody on a day shorter than the grace', () => {
    const surgery = limits({ businessHours: [{ days: ['mon', 'tue'], from: '08:00', to: '09:00' }] });
    const quiet = { deviceClass: 'workstation', awaySince: monday('09:00') } as const;

    expect(judge({ ...quiet, inspectedAt: tuesday('07:29') }, surgery)).toEqual(wait('grace', tuesday('07:30')));
    expect(judge({ ...quiet, inspectedAt: tuesday('07:30') }, surgery)).toEqual(holds('device-off'));
  });

  it('keeps a grace of days, in an office and around the clock', () => {
    const threeDays = { server: 5, workstation: 3 * 1_440, laptop: 60 };
    const always = [{ days: [...weekdays], from: '00:00', to: '24:00' }];
    const inspection = (inspectedAt: number, rules: OfflineLimits) =>
      judge({ deviceClass: 'workstation', awaySince: monday('10:00'), inspectedAt }, rules);

    expect(inspection(tuesday('14:00'), limits({ graceMinutes: threeDays }))).toEqual(
      wait('grace', at('2026-03-05T10:00Z')),
    );
    expect(inspection(at('2026-03-05T11:00Z'), limits({ graceMinutes: threeDays }))).toEqual(holds('device-off'));
    expect(inspection(at('2026-03-05T10:00Z'), limits({ graceMinutes: threeDays, businessHours: always }))).toEqual(
      holds('device-off'),
    );
  });
});
