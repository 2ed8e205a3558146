import { describe, expect, it } from 'vitest';
import { readHostJson } from '../../../dev/host/host-json.ts';

const withStorage = (storageProvider: object) => ({ extensions: { durableTask: { storageProvider } } });

describe('a host.json that the real host refuses', () => {
  it.each([
    ['a control queue that hides a message for seconds', withStorage({ controlQueueVisibilityTimeout: '00:00:15' })],
    ['a control queue that hides a message for hours', withStorage({ controlQueueVisibilityTimeout: '01:00:01' })],
    ['no partition', withStorage({ partitionCount: 0 })],
    ['seventeen partitions', withStorage({ partitionCount: 17 })],
    ['an empty batch', withStorage({ controlQueueBatchSize: 0 })],
    ['a buffer over its limit', withStorage({ controlQueueBufferThreshold: 1_001 })],
    ['polling without a pause', withStorage({ maxQueuePollingInterval: '00:00:00' })],
    ['a hub whose name begins with a digit', { extensions: { durableTask: { hubName: '1Hub' } } }],
    ['a hub whose name is too long', { extensions: { durableTask: { hubName: 'H'.repeat(46) } } }],
    ['no activity at a time', { extensions: { durableTask: { maxConcurrentActivityFunctions: 0 } } }],
  ])('is refused by the embedded one: %s', (_what, json) => {
    expect(() => readHostJson(json)).toThrow();
  });

  it.each([
    ['one minute', withStorage({ controlQueueVisibilityTimeout: '00:01:00' })],
    ['an hour', withStorage({ controlQueueVisibilityTimeout: '01:00:00' })],
    [
      'a work item that is hidden for seconds, which is not checked',
      withStorage({ workItemQueueVisibilityTimeout: '00:00:15' }),
    ],
    ['numbers as texts, as variables give them', withStorage({ partitionCount: '2', controlQueueBatchSize: '32' })],
  ])('is not: %s', (_what, json) => {
    expect(() => readHostJson(json as Parameters<typeof readHostJson>[0])).not.toThrow();
  });
});
