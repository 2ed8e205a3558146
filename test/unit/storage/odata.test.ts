import { odata as odataOfSdk } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { odata } from '../../../shared/storage/table/odata.ts';

describe('odata', () => {
  it.each(['x', "O'Brien's", "' or PartitionKey ne '", '', 'größe'])('quotes %j as the SDK does', (text) => {
    expect(odata`PartitionKey eq ${text} and RowKey lt ${`${text}/`}`).toBe(
      odataOfSdk`PartitionKey eq ${text} and RowKey lt ${`${text}/`}`,
    );
  });

  it('writes numbers and booleans as they are', () => {
    expect(odata`customerId eq ${42} and olderThanStart eq ${true}`).toBe(
      'customerId eq 42 and olderThanStart eq true',
    );
  });
});
