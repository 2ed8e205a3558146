import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const LISTENING = /listening on (http:\/\/127\.0\.0\.1:\d+) /;

/** An app of programming model v4 with one orchestration, which waits. */
const APP = `
  import { app } from '@azure/functions';
  import * as df from 'durable-functions';
  const extraInputs = [df.input.durableClient()];
  df.app.orchestration('waiting', function* (context) {
    yield context.df.waitForExternalEvent('go');
  });
  app.http('start', { methods: ['POST'], route: 'start', extraInputs, handler: async (_request, context) => {
    await df.getClient(context).startNew('waiting', { instanceId: 'one' });
    return { jsonBody: { greeting: process.env.GREETING } };
  } });
  app.http('status', { methods: ['GET'], route: 'status', extraInputs, handler: async (_request, context) => {
    const { runtimeStatus } = await df.getClient(context).getStatus('one');
    return { jsonBody: { runtimeStatus } };
  } });
`;

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  children = [];
  folder = mkdtempSync(join(tmpdir(), 'rmm-cli-'));
  mkdirSync(join(folder, 'dist'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'dist/*.js' }));
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ version: '2.0', extensions: { http: {} } }));
  writeFileSync(join(folder, 'dist/app.js'), APP);
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

/** Runs the command line; `ended` resolves with exit code and output, `url` once it listens. */
function run(args: string[], settings: Record<string, string> = {}) {
  const cli = join(ROOT, 'dev/host/cli.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
    env: { PATH: process.env.PATH ?? '', ...settings },
  });
  children.push(child);
  let output = '';
  const url = Promise.withResolvers<string>();
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    const found = LISTENING.exec(output)?.[1];
    if (found !== undefined) url.resolve(found);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = once(child, 'close').then(() => {
    url.reject(new Error(`It ended without listening:\n${output}`));
    return { exitCode: child.exitCode, output };
  });
  url.promise.catch(() => {});
  return { child, url: url.promise, ended };
}

async function json(url: string, method = 'GET'): Promise<unknown> {
  const response = await fetch(url, { method, headers: { connection: 'close', 'content-length': '0' } });
  return response.status === 200 ? response.json() : response.status;
}

describe('the command line of the host', () => {
  it('runs the built app of a folder with the settings of its environment, and goes on after a kill', async () => {
    const args = [folder, '--port', '0', '--store', join(folder, 'hub.sqlite')];
    const settings = { GREETING: 'hello', AzureFunctionsJobHost__extensions__HTTP__routePrefix: 'v1' };
    const first = run(args, settings);
    const started = await json(`${await first.url}/v1/start`, 'POST');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = run(args, settings);
    const status = await json(`${await second.url}/v1/status`);
    second.child.kill('SIGINT');

    expect(started).toEqual({ greeting: 'hello' });
    expect(status).toEqual({ runtimeStatus: 'Running' });
    expect((await second.ended).exitCode).toBe(0);
  });

  it('says what is missing and ends with exit code 1', async () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ main: 'dist/none.js' }));

    const unbuilt = await run([folder, '--port', '0']).ended;
    const badPort = await run([folder, '--port', '80000']).ended;
    const elsewhere = await run([join(folder, 'dist')]).ended;

    expect(unbuilt).toMatchObject({ exitCode: 1, output: expect.stringContaining('names no file: dist/none.js') });
    expect(badPort).toMatchObject({ exitCode: 1, output: expect.stringContaining('--port N') });
    expect(elsewhere).toMatchObject({ exitCode: 1, output: expect.stringContaining('package.json cannot be read') });
  });

  it('ends with what the app throws when it is loaded', async () => {
    writeFileSync(join(folder, 'dist/app.js'), "throw new Error('ATERA_API_KEY is missing');");

    const { exitCode, output } = await run([folder, '--port', '0']).ended;

    expect(exitCode).toBe(1);
    expect(output).toContain('ATERA_API_KEY is missing');
  });
});
