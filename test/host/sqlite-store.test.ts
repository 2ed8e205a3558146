import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as df from 'durable-functions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHost, VirtualClock } from '../../dev/host/index.ts';
import { SqliteStore } from '../../dev/host/store/sqlite-store.ts';

const MINUTE = 60_000;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-'));
  file = join(folder, 'hub.db');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** An activity that never ends in the first host, as if it were killed inside it. */
function registerWith(work: (attempt: number) => Promise<string>, attempts: { count: number }): () => void {
  return () => {
    df.app.activity('work', { handler: () => work(++attempts.count) });
    df.app.orchestration('waits', function* (context) {
      const worked: string = yield context.df.callActivity('work', { from: 'test' });
      const event: unknown = yield context.df.waitForExternalEvent('go');
      return { worked, event };
    });
  };
}

describe('a task hub in a file', () => {
  it('goes on after a restart, and runs an interrupted activity again once its message reappears', async () => {
    const clock = new VirtualClock();
    const attempts = { count: 0 };
    const hang = (attempt: number) =>
      attempt === 1 ? clock.sleep(Number.POSITIVE_INFINITY).then(() => '') : Promise.resolve('second time');
    const register = registerWith(hang, attempts);
    const first = await startHost({ register, clock, store: new SqliteStore(file), activityVisibilityMs: 5 * MINUTE });
    first.client.start('waits', { instanceId: 'one', input: { n: 1 } });
    await clock.advance(MINUTE);
    const abandoned = await first.stop();

    await using second = await startHost({ register, clock, store: new SqliteStore(file) });
    await clock.advance(3 * MINUTE);
    const early = attempts.count;
    second.client.raiseEvent('one', 'go', 'now');
    await clock.advance(2 * MINUTE);

    expect(abandoned).toEqual(['activity work']);
    expect([early, attempts.count]).toEqual([1, 2]);
    expect(second.client.status('one')).toMatchObject({
      output: { worked: 'second time', event: 'now' },
      input: { n: 1 },
    });
  });

  it('refuses a second host on the same file and says so', async () => {
    const store = new SqliteStore(file);

    const openAgain = () => new SqliteStore(file);

    expect(openAgain).toThrow(`The task hub ${file} is in use by another host. Stop it, or use another file.`);
    store.close();
  });

  it('refuses a file of another format', () => {
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 99');
    other.close();

    const open = () => new SqliteStore(file);

    expect(open).toThrow('has format 99');
  });
});
