import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { oddServiceAlerts } from '../../../../dev/simulator/scenarios/odd-monitors.ts';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { serviceStopped } from '../../../../shared/playbooks/service-stopped/definition.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { classifyAlert } from '../../../../shared/recognition/classify-alert.ts';
import { endedByAtera } from '../../../../shared/recognition/ended-by-atera.ts';

const Example = z.strictObject({
  title: z.string(),
  message: z.string(),
  category: z.string(),
  language: z.string(),
  expected: z.enum(['service-stopped', 'disk-space', 'none']),
  /** Absent = the alert does not say which. */
  service: z.string().optional(),
  why: z.string(),
});

const FILE = new URL('../../../fixtures/recognition/service-stopped.json', import.meta.url);
const examples = z.array(Example).parse(JSON.parse(readFileSync(FILE, 'utf8')));

const stopped = (name: string) => `The Windows Service (${name}) State is Stopped`;

function classified(alert: { title: string; message: string }, given: object = {}) {
  const rules = policy.parse(given);
  return classifyAlert({ category: 'General', ...alert }, rules.classification, rules);
}

describe('the examples of stopped services', () => {
  it.each(examples)('$expected, $why ($language): $title / $message', ({ expected, service, ...alert }) => {
    const found = classifyAlert(alert);

    expect(found.playbook).toBe(expected);
    if (found.playbook === 'service-stopped')
      expect(serviceStopped.detailsOf(found)).toEqual(service ? { service } : {});
  });

  it('hold both kinds, and many languages', () => {
    const good = examples.filter(({ expected }) => expected === 'service-stopped');

    expect(good.length).toBeGreaterThanOrEqual(25);
    expect(examples.length - good.length).toBeGreaterThanOrEqual(15);
    expect(new Set(examples.map(({ language }) => language)).size).toBeGreaterThanOrEqual(6);
  });

  it('hold whatever the simulator makes up', () => {
    const found = oddServiceAlerts({} as Device).map(({ title = '', message = '' }) => classified({ title, message }));

    expect(found.map(({ playbook }) => playbook)).toEqual([
      ...Array.from({ length: 11 }, () => 'service-stopped'),
      // No sentence is left in it.
      'none',
    ]);
  });
});

describe('a service', () => {
  const services = [{ name: 'Spooler', aliases: ['Print Spooler', 'Druckwarteschlange'] }];

  it.each(['spooler', ' Print  Spooler', 'DRUCKWARTESCHLANGE'])('is one by all its names: %s', (name) => {
    const found = classified({ title: 'Windows Service', message: stopped(name) }, { serviceStopped: { services } });

    expect(found).toMatchObject({ details: { service: 'Spooler' }, reason: expect.stringContaining('Spooler') });
  });

  it('is one where title and message give two of its names', () => {
    const both = { title: stopped('Spooler'), message: stopped('Print Spooler') };

    expect(classified(both, { serviceStopped: { services } })).toMatchObject({ details: { service: 'Spooler' } });
    expect(classified(both)).toMatchObject({ details: {} });
  });

  it("is found in a tenant's own words", () => {
    const classification = { serviceStopped: [{ message: 'Der Dienst {service} wurde beendet.' }] };
    const alert = { title: 'Dienst', message: 'Der Dienst Druckwarteschlange wurde beendet.' };

    const found = classified(alert, { classification, serviceStopped: { services } });

    expect(found).toMatchObject({ playbook: 'service-stopped', details: { service: 'Spooler' } });
  });

  it.each([
    ['a pattern without the name', { classification: { serviceStopped: [{ title: 'Dienst beendet' }] } }],
    [
      'a pattern with another placeholder',
      { classification: { serviceStopped: [{ title: 'Dienst {service} {number}' }] } },
    ],
    [
      'an alias of two services',
      { serviceStopped: { services: [...services, { name: 'X', aliases: ['print spooler'] }] } },
    ],
    ['a worklet without a service', { worklets: { serviceRestart: 7 } }],
    ['one service with two worklets', { worklets: { serviceRestart: { Spooler: 7, spooler: 8 } } }],
  ])('is refused by the policy as %s', (_what, given) => {
    expect(policy.safeParse(given).success).toBe(false);
  });

  it('has one condition however it is written, and another than one without a name', () => {
    const keyOf = (service?: string) => serviceStopped.conditionKey({ service });

    expect(keyOf('MSSQL$SQLEXPRESS')).toBe(keyOf('mssql$sqlexpress'));
    expect(keyOf('MSSQL$SQLEXPRESS')).not.toBe(keyOf('MSSQL-SQLEXPRESS'));
    expect(keyOf()).not.toBe(keyOf('unnamed'));
    expect(keyOf('x'.repeat(256)).length).toBeLessThan(64);
  });
});

describe('the alert of a service', () => {
  it.each([
    ['Windows Service', stopped('Spooler'), true],
    [stopped('Spooler'), '', true],
    ['Dienst', 'Der Dienst Spooler wurde beendet.', false],
    ['Windows Service', `Script: ${stopped('Spooler')}`, false],
  ])('is ended by Atera only in its own words: %s / %s', (title, message, expected) => {
    expect(endedByAtera({ playbook: 'service-stopped', title, message })).toBe(expected);
  });
});
