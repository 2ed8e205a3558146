import { crc32, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zip } from '../../../scripts/package/zip.ts';

/** Reads an archive by its directory, as programs do. */
function unzip(archive: Buffer): { path: string; content: string }[] {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = archive.readUInt16LE(at + 28);
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(local)).toBe(0x04034b50);
    expect(archive.subarray(local + 6, local + 28)).toEqual(archive.subarray(at + 8, at + 30));
    const start = local + 30 + nameLength;
    const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    expect([crc32(content), content.length]).toEqual([archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 24)]);
    at += 46 + nameLength;
    return { path, content: content.toString() };
  });
}

describe('zip', () => {
  const files = [
    { path: 'host.json', text: '{}' },
    { path: 'sub/größe.js', text: 'let x = 1;\n'.repeat(1_000) },
    { path: 'empty.txt', text: '' },
  ];
  const archive = () => zip(files.map(({ path, text }) => ({ path, content: Buffer.from(text) })));

  it('holds every file under its path', () => {
    expect(unzip(archive())).toEqual(files.map(({ path, text }) => ({ path, content: text })));
  });

  it('is the same for the same files, and smaller than they are', () => {
    expect(archive()).toEqual(archive());
    expect(archive().length).toBeLessThan(1_000);
  });
});
