import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type HostJson, readHostJson } from '../../../dev/host/host-json.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (name: string): unknown => JSON.parse(readFileSync(resolve(root, name), 'utf8'));

describe('host.json', () => {
  const host = read('host.json');

  it('serves the API under /api and asks for a bundle that knows orchestration versions', () => {
    // Orchestration versioning needs the extension bundle 4.26.0 or later.
    expect(host).toMatchObject({
      version: '2.0',
      extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.26.0, 5.0.0)' },
      extensions: { http: { routePrefix: 'api' } },
    });
  });

  it('names a task hub that the storage accepts without any setting', () => {
    // A `%SETTING%` that is not set stays as it is, and the host refuses it: 3 to 45 letters and
    // digits, a letter first.
    expect(host).toHaveProperty('extensions.durableTask.hubName', expect.stringMatching(/^[A-Za-z][A-Za-z0-9]{2,44}$/));
  });

  it('keeps running orchestrations on their version and leaves newer ones to newer hosts', () => {
    expect(host).toHaveProperty('extensions.durableTask.defaultVersion', expect.stringMatching(/^\d+\.\d+$/));
    expect(host).toMatchObject({
      extensions: { durableTask: { versionMatchStrategy: 'CurrentOrOlder', versionFailureStrategy: 'Reject' } },
    });
  });

  it('replays every turn, has one partition, reads queues every 5 s at the latest and repeats an interrupted activity or turn after 1 min', () => {
    expect(host).toMatchObject({
      extensions: {
        durableTask: {
          extendedSessionsEnabled: false,
          storageProvider: {
            partitionCount: 1,
            useTablePartitionManagement: true,
            maxQueuePollingInterval: '00:00:05',
            workItemQueueVisibilityTimeout: '00:01:00',
            controlQueueVisibilityTimeout: '00:01:00',
          },
        },
      },
    });
  });

  it('holds nothing that the real host refuses', () => {
    expect(() => readHostJson(host as HostJson)).not.toThrow();
  });

  it('states how much runs at once, whatever the size of the machine', () => {
    expect(host).toMatchObject({
      functionTimeout: '00:05:00',
      extensions: {
        durableTask: { maxConcurrentActivityFunctions: 10, maxConcurrentOrchestratorFunctions: 10 },
      },
    });
  });

  it('exports by OpenTelemetry, and is as quiet should somebody set the classic mode', () => {
    expect(host).toMatchObject({
      telemetryMode: 'OpenTelemetry',
      logging: {
        logLevel: {
          default: 'Warning',
          // What the app writes to the console: alert rules and workbook read it.
          'Host.Function.Console': 'Information',
          // At Information each step of each orchestration is a line.
          'Host.Triggers.DurableTask': 'Warning',
          'DurableTask.AzureStorage': 'Warning',
          'DurableTask.Core': 'Warning',
        },
      },
    });
  });

  it('makes spans of durable steps, and says so: without a word each start warns', () => {
    expect(host).toMatchObject({
      extensions: { durableTask: { tracing: { distributedTracingEnabled: true, version: 'V2' } } },
    });
  });

  it('writes no inputs or outputs to the traces, and keeps every failure', () => {
    expect(host).toMatchObject({
      logging: { applicationInsights: { samplingSettings: { isEnabled: true, excludedTypes: 'Request;Exception' } } },
      extensions: { durableTask: { tracing: { traceInputsAndOutputs: false, traceReplayEvents: false } } },
    });
  });
});

describe('package.json', () => {
  it('points the Functions worker at the file that the build makes of functions/index.ts', () => {
    expect(read('package.json')).toMatchObject({ type: 'module', main: 'dist/functions/index.js' });
    expect(read('tsconfig.build.json')).toMatchObject({ compilerOptions: { outDir: 'dist' } });
    expect(read('tsconfig.json')).toMatchObject({ compilerOptions: { rootDir: '.' } });
  });
});
