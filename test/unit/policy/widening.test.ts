import { describe, expect, it } from 'vitest';
import { differences, widenings } from '../../../shared/policy/changes/differences.ts';
import { policyChanges } from '../../../shared/policy/changes/policy-changes.ts';
import { policy } from '../../../shared/policy/policy.ts';

type Document = Parameters<typeof policy.parse>[0];

const names = { 12: 'North Wind Ltd', 13: 'Blue Bay', 14: 'Red Oak' };
const changesOf = (before: Document, after: Document) =>
  policyChanges(policy.parse(before), policy.parse(after), { names, language: 'en' });
const widens = (before: Document, after: Document) => changesOf(before, after).some((change) => change.widens);

const night = [{ days: ['sat'], from: '22:00', to: '23:00' }];
const longNight = [{ days: ['sat'], from: '22:00', to: '04:00' }];
const pair = { agentId: 1, serverId: 2, serialNumber: 'x', name: 'PC' };
const OPS = { name: 'ops', type: 'teams', secret: 'notify-ops' };
const told = (channels: object[]) => ({ notify: { channels } });
const of12 = (section: object) => ({ customers: { 12: section } });

describe('which change of the policy widens what the app may do', () => {
  it('is said of every value: what nobody decided would count as widening', () => {
    const undecided = widenings().filter(([, rule]) => rule === undefined);

    expect(undecided).toEqual([]);
    expect(widenings().length).toBeGreaterThan(120);
  });

  it.each<[string, Document, Document]>([
    [
      'a mode',
      { modes: { customers: { 12: { diskSpace: 'observe' } } } },
      { modes: { customers: { 12: { diskSpace: 'propose' } } } },
    ],
    ['the mode of whoever is not listed', { modes: {} }, { modes: { default: { diskSpace: 'propose' } } }],
    ['no modes any more', { modes: {} }, {}],
    [
      'a customer that is listed no more',
      { modes: { default: { diskSpace: 'approve' }, customers: { 12: { diskSpace: 'observe' } } } },
      { modes: { default: { diskSpace: 'approve' } } },
    ],
    ['a worklet', {}, { worklets: { diskCleanup: 5 } }],
    ['another worklet', { worklets: { diskCleanup: 5 } }, { worklets: { diskCleanup: 6 } }],
    ['the worklet of one service', {}, { worklets: { serviceRestart: { Spooler: 5 } } }],
    ["a customer's worklet", {}, of12({ worklets: { diskCleanup: 5 } })],
    [
      "a customer's worklet, whose place the general one takes",
      { worklets: { diskCleanup: 5 }, ...of12({ worklets: { diskCleanup: 6 } }) },
      { worklets: { diskCleanup: 5 } },
    ],
    ['a customer in Automox', {}, of12({ automox: {} })],
    ['another organisation', of12({ automox: { organizationId: 1 } }), of12({ automox: { organizationId: 2 } })],
    [
      'a group of servers more',
      of12({ automox: { serverGroupIds: [1] } }),
      of12({ automox: { serverGroupIds: [1, 2] } }),
    ],
    ['all groups of servers', of12({ automox: { serverGroupIds: [1] } }), of12({ automox: {} })],
    ['network cards as a mark', of12({ automox: {} }), of12({ automox: { networkCards: true } })],
    ['a pair of devices', of12({ automox: {} }), of12({ automox: { devices: [pair] } })],
    [
      'another pair of devices',
      of12({ automox: { devices: [pair] } }),
      of12({ automox: { devices: [{ ...pair, name: 'PC2' }] } }),
    ],
    ['comments that customers see', {}, { publicComments: true }],
    ['the technician who writes', {}, { technicianEmail: 'ada@msp.example' }],
    ['a longer maintenance window', { maintenanceWindows: night }, { maintenanceWindows: longNight }],
    [
      "a customer's longer window",
      { maintenanceWindows: night },
      { maintenanceWindows: night, ...of12({ maintenanceWindows: longNight }) },
    ],
    [
      "a customer's short window, whose place the general one takes",
      { maintenanceWindows: longNight, ...of12({ maintenanceWindows: night }) },
      { maintenanceWindows: longNight },
    ],
    ['another time zone, which moves every window', {}, { timeZone: 'Asia/Tokyo' }],
    ['more attempts a day', {}, { attemptsPerDay: 2 }],
    ['more attempts a week', {}, { attemptsPerWeek: 4 }],
    ['more devices in flight', {}, { breaker: { maxInFlight: 4 } }],
    ['a larger share in flight', {}, { breaker: { maxSharePercent: 6 } }],
    ['a breaker that opens later', {}, { breaker: { openAfterFailures: 3 } }],
    ['a breaker that opens at more errors', {}, { breaker: { openAtErrorPercent: 60 } }],
    ['a shorter pause', {}, { breaker: { pauseMinutes: 30 } }],
    ['an approval that lasts longer', {}, { approvalExpiresHours: 48 }],
    ['a yes that lasts longer', {}, { deferredExpiresHours: 96 }],
    ['no mark of devices that are left alone', { customFields: { deviceOptOut: 'No automation' } }, {}],
    ['another mark', { customFields: { deviceOptOut: 'No automation' } }, { customFields: { deviceOptOut: 'Other' } }],
    ['a site rule that needs more devices', {}, { siteRule: { minDevices: 4 } }],
    ['a site rule that needs a larger share', {}, { siteRule: { minSharePercent: 40 } }],
    ['a shorter grace', {}, { offlineDevice: { graceMinutes: { server: 1 } } }],
    ['a veto less', { classification: { never: [{ title: 'disk trouble*' }] } }, {}],
    ['alerts that are recognised', {}, { classification: { offlineDevice: [{ title: 'gone' }] } }],
    ['a drive more that is cleaned', {}, { diskSpace: { cleanupDrives: ['C', 'D'] } }],
    ['readings that may be older', {}, { pendingReboot: { signedInMaxAgeMinutes: 60 } }],
    ['tickets reopened that a person closed', {}, { reopen: 'always' }],
    ['a channel', {}, told([OPS])],
    ['another secret of a channel', told([OPS]), told([{ ...OPS, secret: 'notify-other' }])],
    ['a channel less that announcements go to', told([OPS]), {}],
    ['announcements to a channel less', told([OPS]), told([{ ...OPS, events: ['approval-needed'] }])],
    ['a hold that ends sooner', {}, { humanCloseHoldsDays: 1 }],
  ])('%s', (_what, before, after) => {
    expect(widens(before, after)).toBe(true);
  });

  it.each<[string, Document, Document]>([
    [
      'a lower mode',
      { modes: { default: { diskSpace: 'approve' } } },
      { modes: { default: { diskSpace: 'observe' } } },
    ],
    [
      'modes for the first time: whoever they do not name is observed',
      {},
      { modes: { default: { diskSpace: 'approve' } } },
    ],
    [
      'a customer listed below the rest',
      { modes: { default: { diskSpace: 'approve' } } },
      { modes: { default: { diskSpace: 'approve' }, customers: { 12: { diskSpace: 'observe' } } } },
    ],
    ['no worklet any more', { worklets: { diskCleanup: 5 } }, {}],
    ['a customer no more in Automox, though only some groups were', of12({ automox: { serverGroupIds: [1] } }), {}],
    ['a pair of devices less', of12({ automox: { devices: [pair] } }), of12({ automox: {} })],
    [
      'a shorter window, written in two parts',
      { maintenanceWindows: longNight },
      {
        maintenanceWindows: [
          { days: ['sat'], from: '22:00', to: '24:00' },
          { days: ['sun'], from: '00:00', to: '03:00' },
        ],
      },
    ],
    [
      "none of a customer's own, where the general ones hold",
      { maintenanceWindows: night },
      { maintenanceWindows: night, ...of12({ maintenanceWindows: [] }) },
    ],
    ['fewer attempts', {}, { attemptsPerWeek: 2 }],
    ['a mark of devices that are left alone', {}, { customFields: { deviceOptOut: 'No automation' } }],
    ['a channel less that is told of no change of the policy', told([{ ...OPS, events: ['action-done'] }]), {}],
    ["a customer's channel less", told([OPS, { ...OPS, name: 'c12', customers: [12] }]), told([OPS])],
    ['channels in another order', told([OPS, { ...OPS, name: 'b' }]), told([{ ...OPS, name: 'b' }, OPS])],
    ['another language', {}, { language: 'de', ...of12({ language: 'en' }) }],
    ['a veto more', {}, { classification: { never: [{ title: 'disk trouble*' }] } }],
  ])('not: %s', (_what, before, after) => {
    expect(
      changesOf(before, after).length + differences(policy.parse(before), policy.parse(after)).length,
    ).toBeGreaterThan(0);
    expect(widens(before, after)).toBe(false);
  });

  it('is said in plain words, what widens first', () => {
    const changes = changesOf(
      {
        modes: {
          customers: { 12: { diskSpace: 'observe' }, 13: { diskSpace: 'observe' }, 14: { diskSpace: 'approve' } },
        },
      },
      {
        ...{
          modes: {
            customers: { 12: { diskSpace: 'propose' }, 13: { diskSpace: 'propose' }, 14: { diskSpace: 'observe' } },
          },
        },
        ...{ attemptsPerWeek: 2, ...of12({ worklets: { diskCleanup: 77 } }), diskSpace: { cleanupDrives: ['C', 'D'] } },
      },
    );

    expect(changes.map(({ text, widens: isWider }) => `${isWider ? '+' : '-'} ${text}`)).toEqual([
      '+ Disk space: 2 customers (North Wind Ltd (12), Blue Bay (13)) go from observe to propose.',
      '+ North Wind Ltd (12): worklets.diskCleanup is set to 77.',
      '+ diskSpace.cleanupDrives: "D" added.',
      '- Disk space: 1 customer (Red Oak (14)) goes from approve to observe.',
      '- attemptsPerWeek goes from 3 to 2.',
    ]);
  });
});
