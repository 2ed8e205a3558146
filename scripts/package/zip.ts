import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive; its path has forward slashes. */
export interface ZipFile {
  readonly path: string;
  readonly content: Buffer;
}

/** 1980-01-01, the first day a zip can name: the same files always make the same archive. */
const DATE = 0x21;
const DEFLATE = 8;
/** Version 2.0; the high byte says that the attributes are those of Unix. */
const MADE_BY = 0x0314;
const VERSION = 20;
/** The names are UTF-8. */
const FLAGS = 0x0800;
/** A regular file that its owner may write and everybody read. */
const MODE = (0o100644 << 16) >>> 0;

/** A zip archive of these files, compressed. */
export function zip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content, { level: 9 });
    const facts = factsOf(name, content, packed);
    const local = Buffer.concat([numbers([0x04034b50, 4], [VERSION, 2]), facts, numbers([0, 2]), name]);
    parts.push(local, packed);
    const place = numbers([0, 2], [0, 2], [0, 2], [0, 2], [MODE, 4], [offset, 4]);
    directory.push(numbers([0x02014b50, 4], [MADE_BY, 2], [VERSION, 2]), facts, place, name);
    offset += local.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const count = files.length;
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [index.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...parts, index, end]);
}

/**
 * What both headers of a file say: flags, method, time, date, checksum, sizes, length of the name.
 */
function factsOf(name: Buffer, content: Buffer, packed: Buffer): Buffer {
  const sizes: Field[] = [
    [packed.length, 4],
    [content.length, 4],
    [name.length, 2],
  ];
  return numbers([FLAGS, 2], [DEFLATE, 2], [0, 2], [DATE, 2], [crc32(content), 4], ...sizes);
}

/** A number and its length in bytes. */
type Field = readonly [value: number, bytes: 2 | 4];

function numbers(...fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
