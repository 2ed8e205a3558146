import { describe, expect, it } from 'vitest';
import { Alert } from '../../../../shared/atera/alert-schema.ts';
import type { AlertRow } from '../../../../shared/domain/alerts/alert-row.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { type TriagePoll, triage as triageBy } from '../../../../shared/recognition/triage.ts';
import { triageUnreadable } from '../../../../shared/recognition/unreadable-alert.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const triage = (...[observed, known, when]: [Parameters<typeof triageBy>[0], AlertRow | undefined, TriagePoll]) =>
  triageBy(observed, known, when, policy.parse({}));
const poll = { id: '2026-03-02T08:00:00.000Z', now: NOW };

const alert = (over: object = {}) =>
  Alert.parse({
    AlertID: 100,
    Title: 'Disk Usage(C:)',
    AlertMessage: 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%',
    Created: '2026-03-02T07:58:00Z',
    AgentId: 12,
    CustomerID: 3,
    DeviceName: 'NW-SRV-01',
    ...over,
  });
const earlier = (over: Partial<AlertRow> = {}): AlertRow => ({ ...triage(alert(), undefined, poll).row, ...over });

describe('an alert that was old at the first poll', () => {
  const first = { ...poll, isFirst: true };
  const old = { Created: '2026-02-20T08:00:00Z' };

  it('is recorded only, also by the polls after it and whatever the policy recognises then', () => {
    const { row, outcome } = triage(alert(old), undefined, first);
    const unknown = triage(alert({ ...old, Title: 'CPU Load', AlertMessage: 'high' }), undefined, first).row;

    expect(row).toMatchObject({ state: 'skipped', olderThanStart: true });
    expect(outcome).toMatchObject({ state: 'skipped', code: 'older-than-start' });
    expect(triage(alert(old), row, poll).outcome.code).toBe('older-than-start');
    expect(triage(alert(old), unknown, poll).outcome.code).toBe('older-than-start');
  });

  it('is taken up when it is asked for, and stays so', () => {
    const { row } = triage(alert(old), undefined, first);
    const asked = triage(alert(old), row, { ...poll, isAsked: true }).row;

    expect(asked.state).toBe('new');
    expect(triage(alert(old), { ...asked, state: 'handled' }, poll).row.state).toBe('handled');
  });

  it.each([
    ['of the last three days', {}, first],
    ['of a later poll', old, poll],
  ])('is none %s', (_name, over, when) => {
    expect(triage(alert(over), undefined, when).row.olderThanStart).toBeUndefined();
  });
});

describe('an alert about a device without an agent', () => {
  const GUID = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
  const observed = (over: object, isAgentless?: boolean) => {
    const down = alert({
      Title: 'Device down',
      AlertMessage: '',
      DeviceGuid: GUID.toUpperCase(),
      AgentId: null,
      ...over,
    });
    return triage({ ...down, isAgentless }, undefined, poll);
  };

  it.each([
    ['without an agent', {}],
    ['with the agent that watches it', { AgentId: 12 }],
  ])('is taken up under its GUID: %s', (_name, over) => {
    const { row } = observed(over, true);

    expect(row).toMatchObject({ state: 'new', deviceKey: `g${GUID}`, deviceGuid: GUID, conditionKey: 'device-down' });
  });

  it.each([
    ['of which that is not known yet', {}, undefined, 'device-not-known'],
    ['whose GUID an agent has', { AgentId: 12 }, false, 'no-playbook'],
    ['without a GUID', { DeviceGuid: null }, true, 'no-agent'],
    ['whose GUID is zeros', { DeviceGuid: '00000000-0000-0000-0000-000000000000' }, true, 'no-agent'],
  ])('is left alone: %s', (_name, over, isAgentless, code) => {
    const { row, outcome } = observed(over, isAgentless);

    expect(row.state).toBe('skipped');
    expect(outcome.code).toBe(code);
  });
});

describe('triage', () => {
  it('queues a disk alert for its playbook', () => {
    const { row, outcome } = triage(alert(), undefined, poll);

    expect(row).toMatchObject({
      state: 'new',
      deviceKey: 'a12',
      conditionKey: 'disk-space.C',
      details: { thresholdPercent: 90 },
    });
    expect(outcome).toMatchObject({ subject: '100', state: 'waiting', code: 'queued' });
  });

  it('queues the full / of a Linux server under a key of its own, with the used limit of a free-space alert', () => {
    const over = { Title: 'Disk Usage(/)', AlertMessage: 'Free space on / : 4% is lower than the threshold of 5%' };

    const { row } = triage(alert(over), undefined, poll);

    expect(row).toMatchObject({ state: 'new', details: { drive: '/', thresholdPercent: 95 } });
    expect(row.conditionKey).toMatch(/^disk-space\.volume-[0-9a-f]{16}$/);
  });

  it("knows the name of the alert's device, and leaves the reboot of another one alone", () => {
    const due = (name: string) =>
      triage(alert({ Title: `Reboot pending on ${name}`, AlertMessage: '' }), undefined, poll);

    expect(due('NW-SRV-01').row.state).toBe('new');
    expect(due('NW-SRV-02').row.state).toBe('skipped');
  });

  it.each([
    ['an alert no playbook knows', { Title: 'CPU Load', AlertMessage: '' }, 'no-playbook'],
    ['an alert without an agent', { AgentId: null, DeviceGuid: '6f9619ff-8b86-d011-b42d-00c04fc964ff' }, 'no-agent'],
    ['a snoozed alert', { SnoozedEndDate: '2026-03-03T08:00:00Z' }, 'snoozed'],
  ])('skips %s and says why', (_name, over, code) => {
    const { row, outcome } = triage(alert(over), undefined, poll);

    expect(row.state).toBe('skipped');
    expect(outcome).toMatchObject({ state: 'skipped', code });
    expect(outcome.text).not.toBe('');
  });

  it('queues a reboot alert for its playbook', () => {
    const { row } = triage(alert({ Title: 'Reboot pending', AlertMessage: '' }), undefined, poll);

    expect(row).toMatchObject({
      state: 'new',
      playbook: 'pending-reboot',
      deviceKey: 'a12',
      conditionKey: 'pending-reboot',
    });
  });

  it('queues an offline alert for its playbook', () => {
    const { row } = triage(alert({ Title: 'Machine status unknown', AlertMessage: '' }), undefined, poll);

    expect(row).toMatchObject({ state: 'new', playbook: 'offline-device', deviceKey: 'a12', conditionKey: 'offline' });
  });

  it("recognises a tenant's own alert by the policy", () => {
    const rules = policy.parse({ classification: { diskSpace: [{ title: 'Platte {drive} voll' }] } });

    const { row } = triageBy(alert({ Title: 'Platte D voll', AlertMessage: '' }), undefined, poll, rules);

    expect(row).toMatchObject({ state: 'new', conditionKey: 'disk-space.D' });
  });

  it('takes an alert up again when its snooze has ended', () => {
    const known = triage(alert({ SnoozedEndDate: '2026-03-02T09:00:00Z' }), undefined, poll).row;

    const { row } = triage(alert(), known, { id: '2026-03-02T10:00:00.000Z', now: NOW + 7_200_000 });

    expect(row).toMatchObject({ state: 'new', firstListedAt: NOW });
  });

  it('leaves an alert with the remediation that has it', () => {
    expect(triage(alert(), earlier({ state: 'handled' }), poll).row.state).toBe('handled');
  });

  it('does not take an alert for open again that was closed a moment ago, because lists lag', () => {
    const justClosed = earlier({ state: 'handled', closedAt: NOW - 60_000 });
    const longClosed = earlier({ state: 'handled', closedAt: NOW - 3_600_000 });

    expect(triage(alert(), justClosed, poll).row.state).toBe('handled');
    expect(triage(alert(), longClosed, poll).row.state).toBe('new');
  });

  it.each([
    ['in the future', '2031-01-01T00:00:00Z'],
    ['absurd', '9999-99-99T99:99:99'],
    ['missing', null],
  ])('counts an alert whose date is %s from when it was first listed', (_name, Created) => {
    expect(triage(alert({ Created }), undefined, poll).row.createdAt).toBe(NOW);
  });

  it('keeps markup, control characters and megabytes out of the table', () => {
    const { row } = triage(
      alert({ Title: `<script>alert(1)</script>\u202e${'x'.repeat(1_000_000)}` }),
      undefined,
      poll,
    );

    expect(row.title).not.toMatch(/[<>\u202e]/);
    expect(row.title.length).toBeLessThanOrEqual(200);
  });
});

describe('triageUnreadable', () => {
  it('keeps a row without a readable id under a hash of it', () => {
    const fingerprint = 'f'.repeat(32);
    const outcome = triageUnreadable(
      { unreadable: true, fingerprint, reason: 'AlertID: invalid_type' },
      { now: NOW, language: 'en' },
    );

    expect(outcome).toMatchObject({ state: 'unreadable', text: expect.stringContaining('AlertID') });
    expect(outcome.subject).toMatch(/^raw-[0-9a-f]{32}$/);
  });

  it('makes a key of an id that no table would take', () => {
    expect(triageUnreadable({ unreadable: true, id: '../#?', reason: 'x' }, { now: NOW, language: 'en' }).subject).toBe(
      'raw-..---',
    );
  });
});
