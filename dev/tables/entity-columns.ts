import type { TableEntity } from '@azure/data-tables';
import { storageError } from './storage-error.ts';

/**
 * What a column can hold here; the service also has GUIDs and bytes, which nothing in this app
 * writes.
 */
export type ColumnValue = string | number | boolean | bigint | Date;

/** The columns of one row, without its keys. */
export type Columns = ReadonlyMap<string, ColumnValue>;

/** Azure's limits on a row: docs "Understanding the Table service data model". */
const MOST_COLUMNS = 252;
const MOST_TEXT_BYTES = 64 * 1024;
const MOST_ROW_BYTES = 1024 * 1024;
const MOST_KEY_CHARACTERS = 1024;
const MAX_INT32 = 2_147_483_647;
const FORBIDDEN_IN_KEYS = /[/\\#?\p{Cc}]/u;
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,254}$/u;

/** Sent along when a row that was read is written again; the service sets them itself. */
const SET_BY_SERVICE = new Set(['partitionKey', 'rowKey', 'etag', 'timestamp']);

/**
 * The columns of an entity as they are stored: copied, absent and null ones dropped, typed values
 * unpacked. Throws a 400 with the service's code for what Azure refuses, and Azurite partly takes:
 * keys, names and sizes over the limits, large numbers without a type.
 */
export function columnsOf(entity: TableEntity): Columns {
  checkKey(entity.partitionKey);
  checkKey(entity.rowKey);
  const columns = new Map<string, ColumnValue>();
  for (const [name, given] of Object.entries(entity)) {
    if (SET_BY_SERVICE.has(name) || isNothing(given)) continue;
    if (!NAME.test(name)) throw storageError(400, 'PropertyNameInvalid', `'${name}' is no name of a column.`);
    columns.set(name, checked(name, unpacked(name, given)));
  }
  if (columns.size > MOST_COLUMNS) throw storageError(400, 'TooManyProperties', `${columns.size} columns in a row.`);
  const size = bytesOfRow(entity, columns);
  if (size > MOST_ROW_BYTES) throw storageError(400, 'EntityTooLarge', `A row of ${size} bytes.`);
  return columns;
}

/** The columns as the SDK gives them back: nothing in it is shared with the stored row. */
export function copyOf(columns: Columns): Record<string, ColumnValue> {
  const copied = [...columns].map(([name, value]) => [name, value instanceof Date ? new Date(value) : value]);
  return Object.fromEntries(copied);
}

/** JSON has no word for these numbers: they arrive as null, which the service leaves out. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value));
}

function checkKey(key: string): void {
  if (typeof key !== 'string') throw storageError(400, 'PropertiesNeedValue', 'A row needs both keys.');
  if (key.length > MOST_KEY_CHARACTERS)
    throw storageError(400, 'KeyValueTooLarge', `A key of ${key.length} characters.`);
  if (FORBIDDEN_IN_KEYS.test(key))
    throw storageError(400, 'OutOfRangeInput', `The key '${key}' has a forbidden character.`);
}

function unpacked(name: string, given: unknown): ColumnValue {
  if (given instanceof Date) return new Date(given);
  if (typeof given === 'number' && Number.isInteger(given) && Math.abs(given) > MAX_INT32)
    throw storageError(400, 'InvalidInput', `Column '${name}': ${given} is too large for a number without a type.`);
  if (isColumnValue(given)) return given;
  if (typeof given === 'object' && given !== null && 'type' in given && 'value' in given) return typed(name, given);
  throw new Error(`Unknown EDM type ${typeof given} of column '${name}'`);
}

function isColumnValue(value: unknown): value is string | number | boolean | bigint {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}

function typed(name: string, { type, value }: { type: unknown; value: unknown }): ColumnValue {
  if (type === 'Double' || type === 'Int32') return Number(value);
  if (type === 'Int64') return BigInt(String(value));
  if (type === 'DateTime') return new Date(String(value));
  if (type === 'Boolean') return String(value) === 'true';
  if (type === 'String') return String(value);
  throw new Error(`The tables in memory know no ${String(type)}, as of column '${name}'`);
}

function checked(name: string, value: ColumnValue): ColumnValue {
  if (typeof value === 'string' && value.length * 2 > MOST_TEXT_BYTES)
    throw storageError(400, 'PropertyValueTooLarge', `Column '${name}' has ${value.length} characters.`);
  return value;
}

/** As Azure counts: 4 + keys + per column 8, its name and its value; texts in UTF-16. */
function bytesOfRow({ partitionKey, rowKey }: TableEntity, columns: Columns): number {
  let bytes = 4 + (partitionKey.length + rowKey.length) * 2;
  for (const [name, value] of columns) bytes += 8 + name.length * 2 + bytesOf(value);
  return bytes;
}

function bytesOf(value: ColumnValue): number {
  if (typeof value === 'string') return 4 + value.length * 2;
  return typeof value === 'boolean' ? 1 : 8;
}
