import { storageError } from '../../../dev/tables/storage-error.ts';
import type { Table, TableService } from '../../../shared/storage/table/table.ts';

/** Tables of a storage that can be away: then every call fails, and changes nothing. */
export class AwayTables implements TableService {
  isAway = false;
  readonly #inner: TableService;

  constructor(inner: TableService) {
    this.#inner = inner;
  }

  open(name: string): Table {
    const table = this.#inner.open(name);
    return {
      get: async (...of) => this.#unlessAway().then(() => table.get(...of)),
      insert: async (row) => this.#unlessAway().then(() => table.insert(row)),
      replaceIf: async (...of) => this.#unlessAway().then(() => table.replaceIf(...of)),
      put: async (row) => this.#unlessAway().then(() => table.put(row)),
      putAll: async (rows) => this.#unlessAway().then(() => table.putAll(rows)),
      remove: async (...of) => this.#unlessAway().then(() => table.remove(...of)),
      query: (filter) => this.#queried(table, filter),
      page: async (...of) => this.#unlessAway().then(() => table.page(...of)),
      removeAll: async (...of) => this.#unlessAway().then(() => table.removeAll(...of)),
      changeAll: async (changes) => this.#unlessAway().then(() => table.changeAll(changes)),
    };
  }

  async probe(): Promise<void> {
    await this.#unlessAway();
    await this.#inner.probe();
  }

  async #unlessAway(): Promise<void> {
    if (this.isAway) throw storageError(503, 'ServerUnavailable', 'The storage is away');
  }

  async *#queried(table: Table, filter: string) {
    await this.#unlessAway();
    yield* table.query(filter);
  }
}
