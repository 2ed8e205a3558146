import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboard } from '../../../scripts/dashboard/build-dashboard.ts';
import { call } from '../../helpers/app/api.ts';
import { startApp, type TestApp } from '../../helpers/app/app.ts';

let target: string;
let folder: string;
let app: TestApp;
beforeAll(async () => {
  target = mkdtempSync(join(tmpdir(), 'rmm-dashboard-'));
  folder = join(target, 'dashboard');
  await buildDashboard(resolve(import.meta.dirname, '../../..'), folder);
  writeFileSync(join(target, 'secret.js'), 'not for anybody');
  writeFileSync(join(folder, 'notes.txt'), 'not one of its types');
  app = await startApp({ dashboardFolder: folder });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  rmSync(target, { recursive: true });
});

/** The status and bytes of a path that is sent exactly as it is written, and what came with them. */
function raw(path: string, headers: Record<string, string> = {}, { host } = app) {
  const { port } = new URL(host.url);
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((done, fail) => {
    const sent = request({ port, host: '127.0.0.1', path, agent: false, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      );
    });
    sent.on('error', fail).end();
  });
}

const assetsOf = (html: string) =>
  [...html.matchAll(/(?:src|href)="(\/api\/dashboard\/[^"]+)"/g)].map(([, path]) => path);

describe('GET /api/dashboard', () => {
  it.each(['/api/dashboard', '/api/dashboard/', '/api/dashboard/index.html'])(
    'serves the page at %s, and every file that it names, each as what it is',
    async (path) => {
      const page = await call(app, 'GET', path);

      const assets = await Promise.all(assetsOf(page.text).map((asset = '') => call(app, 'GET', asset)));

      expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
      expect(assets.map(({ status, type }) => `${status} ${type.split(';')[0]}`).sort()).toEqual([
        '200 image/svg+xml',
        '200 text/css',
        '200 text/javascript',
      ]);
    },
  );

  it('allows the page nothing inline and nothing from elsewhere, and lets nobody frame it', async () => {
    const { headers, text } = await call(app, 'GET', '/api/dashboard');

    const policy = headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(text).not.toMatch(/<style|style=|<script>|\son\w+=/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('gives the frame of printable pages no origin and no network', async () => {
    const { headers } = await call(app, 'GET', '/api/dashboard/frame.html');

    const policy = headers.get('content-security-policy') ?? '';

    expect(policy).toMatch(/^sandbox allow-scripts allow-modals; default-src 'none'/);
    expect(policy).not.toMatch(/allow-same-origin|connect-src|https?:/);
  });

  it.each([
    '/api/dashboard/../secret.js',
    '/api/dashboard/..%2Fsecret.js',
    '/api/dashboard/%2e%2e/secret.js',
    '/api/dashboard/..%5csecret.js',
    '/api/dashboard//../../secret.js',
    '/api/dashboard/notes.txt',
    '/api/dashboard/__proto__',
    '/api/dashboard/nothing.js',
  ])('answers 404 to %s', async (path) => {
    const { status, bytes } = await raw(path);

    expect([status, bytes.includes('not ')]).toEqual([404, false]);
  });

  it('answers 304 without a body to the ETag that it gave out, and keeps a file with a hash for a year', async () => {
    const page = await call(app, 'GET', '/api/dashboard');
    const etag = page.headers.get('etag') ?? '';
    const script = assetsOf(page.text).find((path = '') => path.endsWith('.js')) ?? '';

    const again = await call(app, 'GET', '/api/dashboard', undefined, { 'if-none-match': `W/${etag}, "other"` });
    const other = await call(app, 'GET', '/api/dashboard', undefined, { 'if-none-match': '"other"' });

    expect([again.status, again.text, other.status]).toEqual([304, '', 200]);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect((await call(app, 'GET', script)).headers.get('cache-control')).toContain('immutable');
  });

  it('has been packed by the build, so that no page that opens waits for it', async () => {
    const { text } = await call(app, 'GET', '/api/dashboard');
    const script = assetsOf(text).find((path = '') => path.endsWith('.js')) ?? '';
    const name = script.slice(script.lastIndexOf('/') + 1);
    const marked = Buffer.from('as the build packed it');
    writeFileSync(join(folder, `${name}.br`), marked);
    await using fresh = await startApp({ dashboardFolder: folder });

    const sent = await raw(script, { 'accept-encoding': 'br' }, fresh);
    const itself = await raw(`${script}.br`, {}, fresh);

    expect([sent.headers['content-encoding'], sent.bytes.equals(marked), itself.status]).toEqual(['br', true, 404]);
  });

  it('is compressed as the browser asks, and its first load is under 60 kB', async () => {
    const { text } = await call(app, 'GET', '/api/dashboard');
    const paths = ['/api/dashboard', ...assetsOf(text)] as string[];

    const packed = await Promise.all(paths.map((path) => raw(path, { 'accept-encoding': 'gzip;q=0.5' })));
    const smaller = await raw('/api/dashboard', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    const plain = await raw('/api/dashboard', { 'accept-encoding': 'br;q=0, identity' });

    const bytes = packed.reduce((sum, one) => sum + one.bytes.length, 0);
    expect(bytes).toBeLessThan(60_000);
    expect(packed.map(({ headers }) => headers['content-encoding'])).toEqual(paths.map(() => 'gzip'));
    expect(packed.map(({ bytes: one }) => gunzipSync(one).toString())[0]).toBe(text);
    expect(brotliDecompressSync(smaller.bytes).toString()).toBe(text);
    expect([plain.headers['content-encoding'], plain.bytes.toString()]).toEqual([undefined, text]);
  });
});

describe('an app that was built without its dashboard', () => {
  it('says what to run, and works', async () => {
    await using other = await startApp({ dashboardFolder: join(target, 'nowhere') });

    const page = await call(other, 'GET', '/api/dashboard');

    expect(page).toMatchObject({ status: 404, body: { detail: expect.stringContaining('npm run build') } });
    expect((await call(other, 'GET', '/api/health/live')).status).toBe(200);
  });
});
