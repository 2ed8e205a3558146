import { storageError } from '../../dev/tables/storage-error.ts';
import type { Table, TableService } from '../../shared/storage/table.ts';

/** Writes that are to fail. */
interface Failing {
  readonly table: string;
  /** The row is written all the same, and only the answer is lost. */
  readonly isWritten: boolean;
  left: number;
}

/** Tables of which single writes fail, with or without effect. */
export class FailingTables implements TableService {
  readonly #inner: TableService;
  #failing: Failing | undefined;

  constructor(inner: TableService) {
    this.#inner = inner;
  }

  /** The next `writes` writes of a table fail. */
  fail(table: string, writes: number, isWritten: boolean): void {
    this.#failing = { table, isWritten, left: writes };
  }

  /** Whether a write is still to fail. */
  get isFailing(): boolean {
    return (this.#failing?.left ?? 0) > 0;
  }

  open(name: string): Table {
    const table = this.#inner.open(name);
    const writing = <A extends unknown[], R>(write: (...given: A) => Promise<R>) => {
      return async (...given: A): Promise<R> => {
        const failing = this.#failing;
        if (failing?.table !== name || failing.left <= 0) return await write(...given);
        failing.left--;
        if (failing.isWritten) await write(...given);
        throw storageError(500, 'InternalError', 'The storage failed.');
      };
    };
    return {
      ...table,
      insert: writing(table.insert),
      replaceIf: writing(table.replaceIf),
      put: writing(table.put),
      putAll: writing(table.putAll),
    };
  }

  probe(): Promise<void> {
    return this.#inner.probe();
  }
}
