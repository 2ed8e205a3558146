import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The files below the folders that are deployed, by path from the root. */
function deployedFiles(): { path: string; text: string }[] {
  return ['functions', 'orchestrations', 'shared'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(ROOT, folder, name))
      .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') })),
  );
}

function filesWith(pattern: RegExp): string[] {
  return deployedFiles()
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();
}

describe('the only way to a vendor is a lease', () => {
  it('is taken by whatever sends with undici: one file, and it wants a session', () => {
    const loaders = filesWith(/import\('undici'\)|import (?!type )[^;]*'undici'/);
    const senders = filesWith(/dispatcher\.(request|dispatch|stream|pipeline|connect|upgrade)\(/i);

    // Messages to channels go to addresses of the MSP's own, never to a vendor.
    const toChannels = 'shared/notify/channels/post.ts';
    expect(loaders).toEqual(['shared/http/dispatcher.ts', toChannels]);
    expect(readFileSync(join(ROOT, toChannels), 'utf8')).not.toMatch(/atera|automox/i);
    expect(senders).toEqual(['shared/http/request-json.ts']);
    expect(readFileSync(join(ROOT, 'shared/http/request-json.ts'), 'utf8')).toMatch(
      /session: LeaseSession[\s\S]*session\.begin\(/,
    );
  });

  it('is not bypassed by another way to send', () => {
    expect(filesWith(/\bfetch\(|from '(node:)?https?'|from 'axios'|\.callHttp\(/)).toEqual([]);
  });

  it('is opened in one place', () => {
    expect(filesWith(/new LeaseSession\(/)).toEqual(['shared/budget/fence.ts']);
    expect(filesWith(/\.open\(lease\)/)).toEqual(['shared/budget/run-leased.ts']);
  });
});
