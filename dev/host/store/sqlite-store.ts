import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type {
  Commit,
  HistoryChange,
  HistoryEvent,
  InstanceRecord,
  Message,
  StoredHub,
  TaskHubStore,
  TimerRecord,
} from '../engine/types.ts';

/** Raised with every change of the tables; a file of another format is refused, not converted. */
const FORMAT = 1;

const TABLES = `
  CREATE TABLE IF NOT EXISTS instances (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS history (
    instance TEXT NOT NULL, position INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (instance, position)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, message TEXT NOT NULL, hidden_until INTEGER);
  CREATE TABLE IF NOT EXISTS timers (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
`;

const Row = z.object({ json: z.string() });
const HistoryRow = z.object({ instance: z.string(), json: z.string() });
const MessageRow = z.object({ json: z.string(), hidden: z.number().nullable() });

/**
 * A task hub in one SQLite file with a write-ahead log. A commit is one transaction: after `kill
 * -9` the file holds it whole or not at all. (After a power cut the last commits may be missing:
 * `synchronous` is NORMAL.) The file belongs to one open store at a time.
 */
export class SqliteStore implements TaskHubStore {
  readonly #db: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;
  /** Events stored per instance, so that only real truncations cost a delete. */
  readonly #lengths = new Map<string, number>();

  /**
   * Opens or creates `file`. Throws, naming the file, when another host has it open or its format
   * is another.
   */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    try {
      this.#claim(file);
      this.#statements = prepare(this.#db);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  load(): StoredHub {
    const histories = new Map<string, HistoryEvent[]>();
    for (const row of this.#all('SELECT instance, event AS json FROM history ORDER BY instance, position')) {
      const { instance, json } = HistoryRow.parse(row);
      const events = histories.get(instance);
      if (events) events.push(JSON.parse(json) as HistoryEvent);
      else histories.set(instance, [JSON.parse(json) as HistoryEvent]);
    }
    for (const [instance, events] of histories) this.#lengths.set(instance, events.length);
    const records = this.#all('SELECT record AS json FROM instances').map((row) => parsed<InstanceRecord>(row));
    return {
      instances: records.map((record) => ({ record, history: histories.get(record.instanceId) ?? [] })),
      messages: this.#all('SELECT message AS json, hidden_until AS hidden FROM messages').map(storedMessage),
      timers: this.#all('SELECT record AS json FROM timers').map((row) => parsed<TimerRecord>(row)),
    };
  }

  commit(change: Commit): void {
    const run = this.#statements;
    run.begin.run();
    try {
      for (const id of change.removedInstances ?? []) this.#removeInstance(id);
      for (const record of change.instances ?? []) run.putInstance.run(record.instanceId, JSON.stringify(record));
      for (const history of change.history ?? []) this.#writeHistory(history);
      for (const id of change.removedMessages ?? []) run.removeMessage.run(id);
      for (const message of change.messages ?? []) run.putMessage.run(message.id, JSON.stringify(message));
      for (const { id, visibleAt } of change.hidden ?? []) run.hideMessage.run(Math.ceil(visibleAt), id);
      for (const timer of change.timers ?? []) run.putTimer.run(timer.name, JSON.stringify(timer));
      run.commit.run();
    } catch (error) {
      run.rollback.run();
      throw error;
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #claim(file: string): void {
    try {
      this.#db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      this.#db.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT;`);
    } catch (error) {
      const isTaken = /locked|busy/i.test(String(error));
      throw isTaken
        ? new Error(`The task hub ${file} is in use by another host. Stop it, or use another file.`)
        : error;
    }
    const { user_version: format } = z.object({ user_version: z.number() }).parse(this.#all('PRAGMA user_version')[0]);
    if (format !== 0 && format !== FORMAT) {
      throw new Error(
        `The task hub ${file} has format ${format}, this host writes ${FORMAT}. Delete the file to start afresh.`,
      );
    }
    this.#db.exec(`PRAGMA user_version = ${FORMAT}`);
  }

  #all(sql: string): unknown[] {
    return this.#db.prepare(sql).all();
  }

  #removeInstance(id: string): void {
    this.#statements.removeInstance.run(id);
    this.#statements.cutHistory.run(id, 0);
    this.#lengths.delete(id);
  }

  #writeHistory({ instanceId, keep, add }: HistoryChange): void {
    const length = this.#lengths.get(instanceId) ?? 0;
    if (keep < length) this.#statements.cutHistory.run(instanceId, keep);
    for (const [index, event] of add.entries()) {
      this.#statements.addEvent.run(instanceId, keep + index, JSON.stringify(event));
    }
    this.#lengths.set(instanceId, keep + add.length);
  }
}

function prepare(
  db: DatabaseSync,
): Record<
  | 'begin'
  | 'commit'
  | 'rollback'
  | 'putInstance'
  | 'removeInstance'
  | 'cutHistory'
  | 'addEvent'
  | 'putMessage'
  | 'removeMessage'
  | 'hideMessage'
  | 'putTimer',
  StatementSync
> {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    putInstance: db.prepare('INSERT OR REPLACE INTO instances (id, record) VALUES (?, ?)'),
    removeInstance: db.prepare('DELETE FROM instances WHERE id = ?'),
    cutHistory: db.prepare('DELETE FROM history WHERE instance = ? AND position >= ?'),
    addEvent: db.prepare('INSERT INTO history (instance, position, event) VALUES (?, ?, ?)'),
    putMessage: db.prepare('INSERT INTO messages (id, message) VALUES (?, ?)'),
    removeMessage: db.prepare('DELETE FROM messages WHERE id = ?'),
    hideMessage: db.prepare('UPDATE messages SET hidden_until = ? WHERE id = ?'),
    putTimer: db.prepare('INSERT OR REPLACE INTO timers (name, record) VALUES (?, ?)'),
  };
}

/**
 * The rows are this class's own writing, so their content is trusted; only their form is checked.
 */
function parsed<T>(row: unknown): T {
  return JSON.parse(Row.parse(row).json) as T;
}

function storedMessage(row: unknown): Message {
  const { json, hidden } = MessageRow.parse(row);
  const message = JSON.parse(json) as Message;
  return hidden === null ? message : { ...message, visibleAt: hidden };
}
