import type { DurableClient } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { startOnce } from '../../../orchestrations/runtime/client/durable-start.ts';

/** What the real host's client throws (host-recordings/10-client-api.json). */
const TAKEN =
  'The operation failed with an unexpected status code: 409. Details: {"Message":"An Orchestration instance with the status Running already exists."}';

/** A host whose instance runs when it is to be started, and has ended when it is asked for. */
function endingBetween(startsRefused: number, message = TAKEN) {
  let starts = 0;
  const client = {
    startNew: async () => {
      if (starts++ < startsRefused) throw new Error(message);
      return 'i';
    },
    getStatus: async () => ({ runtimeStatus: 'Completed' }),
  };
  return { client: client as unknown as DurableClient, starts: () => starts };
}

describe('starting an orchestration once', () => {
  it('starts it where the one before has ended between the refusal and the question', async () => {
    const host = endingBetween(1);

    expect(await startOnce(host.client, 'work', 'i', {})).toBe('started');
    expect(host.starts()).toBe(2);
  });

  it('gives up where the host refuses again and again', async () => {
    const host = endingBetween(100);

    await expect(startOnce(host.client, 'work', 'i', {})).rejects.toThrow('409');
    expect(host.starts()).toBe(3);
  });

  it('does not start again what failed for another reason', async () => {
    const host = endingBetween(1, 'The operation failed with an unexpected status code: 500.');

    await expect(startOnce(host.client, 'work', 'i', {})).rejects.toThrow('500');
    expect(host.starts()).toBe(1);
  });
});
