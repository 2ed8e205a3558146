import { describe, expect, it } from 'vitest';
import {
  done,
  followUpRun,
  fullForADay,
  inspection,
  remediationRun,
  replay,
} from '../../helpers/hosts/playbook-host.ts';

const held = {
  status: 'failed',
  failure: {
    ok: false,
    code: 'kill_switch_on',
    retryable: false,
    effect: 'none',
    message: 'The kill switch is on (restore): the app may not write a ticket now',
  },
  usage: [],
};

describe('a run that the kill switch holds back', () => {
  it('ends as waiting, to be checked again soon, instead of waiting in its history', async () => {
    const run = await replay('remediateAlert', remediationRun(), {
      inspectDisk: [inspection(95)],
      ensureTicket: [held],
    });

    expect(run.calls).toEqual(['inspectDisk', 'inspectDisk', 'ensureTicket', 'recordOutcome']);
    expect(run.output).toMatchObject({
      end: 'waiting',
      code: 'kill-switch',
      text: 'The kill switch is on (restore): the app may not write a ticket now. It is checked again until the switch is off.',
      afterwards: { next: 'watch', nextAt: Date.parse('2026-03-02T08:20:00Z') },
    });
    expect(run.signature.length).toBeLessThan(25);
  });

  it('keeps the ticket of a watched condition, and since when every inspection found it recovered', async () => {
    const over = inspection(50, { alertOpen: false, openAlertIds: [] });
    const clearSince = Date.parse('2026-03-02T07:00:00Z');
    const watched = followUpRun({ ticketId: 7001, clearSince });

    const run = await replay('followUp', watched, { inspectDisk: [over], closeTicket: [held] });

    expect(run.calls).toEqual(['inspectDisk', 'closeTicket', 'recordOutcome']);
    expect(run.output).toMatchObject({ end: 'waiting', code: 'kill-switch', ticketId: 7001 });
    expect(run.output).toMatchObject({ afterwards: { next: 'watch', clearSince } });
  });

  it('forgets that a condition seemed recovered when this inspection finds it holding', async () => {
    const watched = followUpRun({ clearSince: Date.parse('2026-03-02T07:00:00Z') });

    const run = await replay('followUp', watched, { inspectDisk: [fullForADay()], ensureTicket: [held] });

    expect(run.output).toMatchObject({ end: 'waiting', code: 'kill-switch' });
    expect(run.output).not.toHaveProperty('afterwards.clearSince');
  });

  it('asks nothing more of Atera after it was refused', async () => {
    const run = await replay('remediateAlert', remediationRun({ alertCreatedAt: 0 }), {
      inspectDisk: [inspection(50)],
      resolveAlerts: [held, done({ resolved: 1 })],
    });

    expect(run.calls).toEqual(['inspectDisk', 'resolveAlerts', 'recordOutcome']);
    expect(run.output).toMatchObject({ code: 'kill-switch' });
  });
});
