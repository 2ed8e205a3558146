import type { ChildProcess } from 'node:child_process';

/** How much an export was, and by how much the memory of the app grew meanwhile. */
export interface CsvMeasured {
  readonly rows: number;
  readonly megabytes: number;
}

/** Pages of an export; the rows of the bench twice over. */
const ROWS = 100_000;
const FROM = ['2025-12-01', '2025-12-01'] as const;

/** Reads 100,000 rows as CSV, page after page, and asks the app after each for its memory. */
export async function measureCsv(url: string, child: ChildProcess): Promise<CsvMeasured> {
  const before = await memoryOf(child);
  let [rows, most] = [0, before];
  for (const from of FROM) {
    let token = '';
    do {
      const next = token === '' ? '' : `&continuationToken=${encodeURIComponent(token)}`;
      const response = await fetch(`${url}/api/outcomes?format=csv&from=${from}&to=2026-03-02${next}`);
      const text = await response.text();
      // The line of names, and the end of the last line.
      rows += text.split('\r\n').length - 2;
      token = response.headers.get('x-continuation-token') ?? '';
      most = Math.max(most, await memoryOf(child));
    } while (token !== '' && rows < ROWS);
  }
  return { rows, megabytes: (most - before) / 1e6 };
}

/** Bytes of the heap after a collection. */
function memoryOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve((message as { heap: number }).heap));
    child.send('heap');
  });
}
