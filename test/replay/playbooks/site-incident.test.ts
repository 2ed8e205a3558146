import { describe, expect, it } from 'vitest';
import type { SiteInspection } from '../../../orchestrations/playbooks/site-incident/inspect-site.ts';
import type { WatchedSite } from '../../../shared/domain/sites/site-watch.ts';
import { done, followUpRun, remediationRun, replay } from '../../helpers/hosts/playbook-host.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

const subject = {
  key: { deviceKey: 'c2', conditionKey: 'site-incident', occurrence: 1 },
  playbook: 'site-incident',
  customerId: 2,
  deviceName: 'North Wind Ltd',
} as const;

/** An inspection of a site of which six of eight devices have been quiet for ten minutes. */
const inspection =
  (over: Partial<SiteInspection> = {}, incident: Partial<WatchedSite> = {}) =>
  (now: number) => ({
    ...{ alertOpen: false, alertIds: [], openAlertIds: [], deviceFound: true, inspectedAt: now },
    incident: { customerId: 2, quiet: 6, of: 8, since: NOW - 10 * MINUTE, still: 6, opened: true, ...incident },
    ...{ vendorQuiet: false, deviceNames: ['NW-SRV-01'] },
    ...over,
  });
const ticket = done({ state: 'written', result: { ticketId: 7, how: 'opened' } });
const over = { endedAt: NOW, still: 1 };

describe('the site-incident playbook', () => {
  it('opens one ticket from our tables alone', async () => {
    const run = await replay('remediateAlert', remediationRun({ subject }), {
      inspectSite: [inspection()],
      ensureTicket: [ticket],
    });

    expect(run.output).toMatchObject({ end: 'escalated', code: 'ticket-opened', afterwards: { next: 'watch' } });
    expect(run.signature).toEqual([
      'activity inspectSite',
      'call entity ratebudget acquire',
      'activity ensureTicket',
      'activity recordOutcome',
    ]);
  });

  it.each([
    ['grace', inspection({}, { since: NOW - MINUTE }), NOW + 4 * MINUTE],
    ['vendor-quiet', inspection({ vendorQuiet: true }), NOW + 10 * MINUTE],
  ])('comes back later in case of %s', async (code, observed, nextAt) => {
    const run = await replay('remediateAlert', remediationRun({ subject }), { inspectSite: [observed] });

    expect(run.output).toMatchObject({ end: 'waiting', code, afterwards: { next: 'again', nextAt } });
    expect(run.calls).toEqual(['inspectSite', 'recordOutcome']);
  });

  it('ends without a ticket when the devices are back', async () => {
    const run = await replay('remediateAlert', remediationRun({ subject }), { inspectSite: [inspection({}, over)] });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'devices-back' });
    expect(run.calls).toEqual(['inspectSite', 'recordOutcome']);
  });

  it('is closed by a follow-up that finds it over for the second time', async () => {
    const watched = followUpRun({ subject, ticketId: 7, clearSince: NOW - 10 * MINUTE });

    const run = await replay('followUp', watched, {
      inspectSite: [inspection({}, over)],
      closeTicket: [done({ state: 'written', result: { how: 'resolved', ticketId: 7 } })],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'verified-recovered' });
    expect(run.calls).toEqual(['inspectSite', 'closeTicket', 'recordOutcome']);
  });
});
