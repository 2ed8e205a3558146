import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTING_DOCS, type SettingDoc } from '../../../shared/settings.ts';

const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function byDefault({ default: value, isSetByAzure }: SettingDoc): string {
  if (value !== undefined) return `\`${cell(value)}\``;
  return isSetByAzure ? 'set by Azure' : '';
}

describe('docs/operations.md', () => {
  it('describes every setting as the code does', () => {
    const rows = SETTING_DOCS.map((doc) =>
      ['', `\`${doc.name}\``, cell(doc.meaning), cell(doc.unit), byDefault(doc), ''].join(' | ').trim(),
    );

    const section = page.split('\n## ').find((text) => text.startsWith('Settings'));
    const written = section?.split('\n').filter((line) => line.startsWith('| `'));

    expect(written).toEqual(rows);
  });
});
