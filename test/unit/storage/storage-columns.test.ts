import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { toEntity } from '../../../shared/storage/table/columns.ts';

describe('a row as it is sent to the table service', () => {
  it('says the type of a whole number that is no Int32, which Azure would take it for', () => {
    const entity = toEntity(z.object({ id: z.number(), small: z.number(), part: z.number() }), 'p', 'r', {
      id: 5_000_000_000,
      small: 2_147_483_647,
      part: 90.5,
    });

    expect(entity).toEqual({
      partitionKey: 'p',
      rowKey: 'r',
      id: { type: 'Double', value: 5_000_000_000 },
      small: 2_147_483_647,
      part: 90.5,
    });
  });
});

describe('plainText', () => {
  it('never cuts a character in half', () => {
    const cut = plainText(`${'x'.repeat(8)}😀😀`, 10);

    expect(cut).toBe('xxxxxxxx…');
    expect(plainText('\ud83d alone', 20).isWellFormed()).toBe(true);
  });
});
