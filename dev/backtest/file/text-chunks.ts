import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { BacktestInputError } from './file-error.ts';

/** As much as decides the encoding and the delimiter. */
const HEAD_BYTES = 65_536;

/** How a file is written. */
export interface FileText {
  readonly head: string;
  readonly encoding: string;
  readonly bytes: number;
}

/**
 * Returns the beginning of a file and its encoding: by its byte order mark, else UTF-8 where it can
 * be, else windows-1252, which Excel writes in the west. Throws `BacktestInputError`.
 */
export function readHead(path: string): FileText {
  try {
    const bytes = statSync(path).size;
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, bytes));
    const file = openSync(path, 'r');
    readSync(file, buffer, 0, buffer.length, 0);
    closeSync(file);
    const encoding = encodingOf(buffer);
    return { head: new TextDecoder(encoding).decode(buffer, { stream: true }), encoding, bytes };
  } catch (error) {
    throw new BacktestInputError(`The file ${path} cannot be read: ${(error as Error).message}`);
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The text of a file in pieces, without its byte order mark; `onBytes` hears how far it is. */
export async function* textChunks(
  path: string,
  { encoding }: Pick<FileText, 'encoding'>,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield decoder.decode(chunk, { stream: true });
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
