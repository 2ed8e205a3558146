import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deployedPolicy } from '../../../scripts/deploy/deployed-policy.ts';
import { backendOf, hostJson, SCHEDULER_CONNECTION } from '../../../scripts/host-json.ts';
import { deployed, NAMED } from '../../helpers/infra/main-template.ts';
import { settingsOf, typed } from '../../helpers/infra/rules.ts';

const base = JSON.parse(readFileSync(new URL('../../../host.json', import.meta.url), 'utf8'));

describe('hostJson', () => {
  it('is the file of the project for storage', () => {
    expect(hostJson(base, 'storage')).toEqual(base);
  });

  it('differs for the scheduler in the storage provider and the hub alone', () => {
    const { extensions, ...rest } = hostJson(base, 'scheduler') as typeof base;
    const { storageProvider, hubName, ...durableTask } = extensions.durableTask;
    const { storageProvider: _provider, hubName: _hub, ...same } = base.extensions.durableTask;

    expect(rest).toEqual({ ...base, extensions: undefined });
    expect(durableTask).toEqual(same);
    expect(storageProvider).toEqual({ type: 'azureManaged', connectionStringName: SCHEDULER_CONNECTION });
    expect(hubName).toBe('%TASKHUB_NAME%');
  });

  it('asks for no setting that the template does not set', () => {
    const settings = settingsOf(deployed({ ...NAMED, durableBackend: 'scheduler' }));
    const text = JSON.stringify(hostJson(base, 'scheduler'));
    const asked = [SCHEDULER_CONNECTION, ...[...text.matchAll(/%(\w+)%/g)].map(([, name = '']) => name)];

    expect(asked.filter((name) => !settings[name])).toEqual([]);
    expect(settings[SCHEDULER_CONNECTION]).toBe(
      'Endpoint=https://dts-abcdefghijklm.durabletask.io;Authentication=ManagedIdentity;ClientID=11111111-0000-4000-8000-000000000001',
    );
  });

  it('goes with a scheduler that lets callers in, by the action', () => {
    const [scheduler] = typed(deployed({ ...NAMED, durableBackend: 'scheduler' }), 'Microsoft.DurableTask/schedulers');

    // An empty list would let nobody in.
    expect(scheduler?.properties).toMatchObject({ ipAllowlist: ['0.0.0.0/0'], sku: { name: 'Consumption' } });
    expect(typed(deployed(), 'Microsoft.DurableTask/schedulers')).toEqual([]);
  });

  it('is refused without a task hub', () => {
    expect(() => hostJson({ version: '2.0' }, 'scheduler')).toThrow('host.json names no task hub');
  });
});

describe('backendOf', () => {
  it('is storage unless the scheduler is named, and no other word', () => {
    expect([backendOf(undefined), backendOf(''), backendOf('storage'), backendOf('scheduler')]).toEqual([
      'storage',
      'storage',
      'storage',
      'scheduler',
    ]);
    expect(() => backendOf('mssql')).toThrow('DURABLE_BACKEND is "mssql", not storage or scheduler');
  });
});

describe('deployedPolicy', () => {
  it('fills in what the policy leaves open, and changes nothing that it says', () => {
    const text = deployedPolicy(
      { timeZone: 'America/New_York' },
      { timeZone: 'Europe/Berlin', technicianEmail: 'robot@msp.example' },
    );

    expect(JSON.parse(text)).toEqual({ timeZone: 'America/New_York', technicianEmail: 'robot@msp.example' });
  });

  it('is empty where nothing is said', () => {
    expect(JSON.parse(deployedPolicy({}, { timeZone: '', technicianEmail: undefined }))).toEqual({});
  });

  it('names the path of a mistake before anything is deployed', () => {
    expect(() => deployedPolicy({ diskSpace: { confirmAfterMinutes: 'soon' } }, { timeZone: 'Berlin' })).toThrow(
      /timeZone: is no IANA time zone[\s\S]*diskSpace\.confirmAfterMinutes/,
    );
  });
});
