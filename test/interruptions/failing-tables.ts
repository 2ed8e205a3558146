import { storageError } from '../../dev/tables/storage-error.ts';
import type { Table, TableService } from '../../shared/storage/table/table.ts';

/** Writes that are to fail. */
interface Failing {
  readonly table: string;
  /** The row is written all the same, and only the answer is lost. */
  readonly isWritten: boolean;
  left: number;
  /** Called with each write that fails. */
  readonly struck: () => void;
}

/**
 * Tables of which single writes fail, with or without effect, and which a process can lose in the
 * middle of its work.
 */
export class FailingTables implements TableService {
  readonly #inner: TableService;
  #failing: Failing | undefined;
  #process = 0;
  #dying: { left: number; readonly isBefore: boolean; readonly then: () => void } | undefined;

  constructor(inner: TableService) {
    this.#inner = inner;
  }

  /** The next `writes` writes of a table fail; `struck` = at each of them, whenever that is. */
  fail(table: string, writes: number, isWritten: boolean, struck = () => {}): void {
    this.#failing = { table, isWritten, left: writes, struck };
  }

  /** The same tables for whoever is not of the process. */
  get intact(): TableService {
    return this.#inner;
  }

  /** Whether a write is still to fail. */
  get isFailing(): boolean {
    return (this.#failing?.left ?? 0) > 0;
  }

  /**
   * After so many operations more the process that has opened the tables is gone: it learns of no
   * result and writes nothing any more, whatever of its code still runs. An even number: the next
   * one has no effect. `then` = at that moment. Who opens the tables after that is the next
   * process.
   */
  killAfter(operations: number, then: () => void): void {
    this.#dying = { left: operations, isBefore: operations % 2 === 0, then };
  }

  /** The process that has opened the tables is gone now. */
  kill(): void {
    this.#dying = undefined;
    this.#process++;
  }

  open(name: string): Table {
    const table = this.#inner.open(name);
    const process = this.#process;
    const alive = <A extends unknown[], R>(work: (...given: A) => Promise<R>) => {
      return async (...given: A): Promise<R> => {
        this.#count(true);
        this.#assertAlive(process);
        const result = await work(...given);
        this.#count(false);
        this.#assertAlive(process);
        return result;
      };
    };
    const writing = <A extends unknown[], R>(write: (...given: A) => Promise<R>) =>
      alive(async (...given: A): Promise<R> => {
        const failing = this.#failing;
        if (failing?.table !== name || failing.left <= 0) return await write(...given);
        failing.left--;
        failing.struck();
        if (failing.isWritten) await write(...given);
        throw storageError(500, 'InternalError', 'The storage failed.');
      });
    return {
      ...table,
      get: alive(table.get),
      page: alive(table.page),
      insert: writing(table.insert),
      replaceIf: writing(table.replaceIf),
      put: writing(table.put),
      putAll: writing(table.putAll),
      changeAll: writing(table.changeAll),
    };
  }

  probe(): Promise<void> {
    return this.#inner.probe();
  }

  #count(isBefore: boolean): void {
    const dying = this.#dying;
    if (!dying || dying.isBefore !== isBefore || --dying.left >= 0) return;
    this.kill();
    dying.then();
  }

  #assertAlive(process: number): void {
    if (process !== this.#process) throw storageError(503, 'ServerBusy', 'This process is gone.');
  }
}
