import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../../docs/decisions/', import.meta.url);
const records = readdirSync(FOLDER).filter((file) => file !== 'README.md');
const index = readFileSync(new URL('README.md', FOLDER), 'utf8');

describe('the index of decisions', () => {
  it('lists every record once, in order, under its number', () => {
    const listed = [...index.matchAll(/^\| \[(\d+)\]\(([^)]+)\) \| .{20,}\. \|$/gm)].map(([, number, file]) => [
      number,
      file,
    ]);

    expect(listed).toEqual(records.sort().map((file) => [String(Number(file.slice(0, 4))), file]));
  });

  it.each(records)('finds a title in %s with the number of its name', (file) => {
    const [title = ''] = readFileSync(new URL(file, FOLDER), 'utf8').split('\n');

    expect(title).toMatch(new RegExp(`^# 0*${Number(file.slice(0, 4))}[. ]`));
  });
});
