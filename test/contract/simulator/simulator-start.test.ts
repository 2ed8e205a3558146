import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { startSimulator } from '../../../dev/simulator/simulator.ts';
import type { SimulatedVendor } from '../../../dev/simulator/vendor.ts';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

type Cli = ChildProcessByStdio<null, Readable, Readable>;

function startCli(...parameters: string[]): Cli {
  const file = new URL('../../../dev/simulator/cli.ts', import.meta.url).pathname;
  const node = ['--disable-warning=ExperimentalWarning', file, ...parameters];
  return spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function outcome(cli: Cli) {
  const [output, errors, [code]] = await Promise.all([
    text(cli.stdout),
    text(cli.stderr),
    once(cli, 'close') as Promise<[number | null]>,
  ]);
  return { output, errors, code };
}

describe('the command line', () => {
  test('answers a wrong scenario with the list of names', async () => {
    const { errors, code } = await outcome(startCli('--scenario', 'nope'));

    expect(errors).toMatch(/^There is no scenario "nope". Known scenarios:\n {2}lively/);
    expect(code).toBe(1);
  });

  test('answers a wrong port with its range', async () => {
    const { errors, code } = await outcome(startCli('--scenario', 'day', '--port', '99999'));

    expect(errors).toMatch(/^--port must be a whole number from 0 to 65535, not "99999"/);
    expect(code).toBe(1);
  });

  test('serves the scenario until it is interrupted', async () => {
    const cli = startCli('--scenario', 'bulk:3');
    const ended = outcome(cli);
    const firstLines = (await once(cli.stdout, 'data')).join('');

    cli.kill('SIGINT');
    const { output, errors, code } = await ended;

    expect(firstLines).toContain('Scenario bulk:3');
    expect(output).toMatch(/Atera API: http:\/\/127\.0\.0\.1:\d+\/api\/v3\n/);
    expect([errors, code]).toEqual(['', 0]);
  });
});

describe('starting and stopping', () => {
  test('a taken port is refused', async () => {
    await using first = await startSimulator({ clock: new VirtualClock() });

    const port = Number(new URL(first.url).port);
    const second = startSimulator({ clock: new VirtualClock(), port });

    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('a key of one’s own is taken over', async () => {
    const apiKey = 'k'.repeat(32);
    await using atera = await startCalling({ apiKey });

    const answer = await atera.call('/account', { headers: { 'X-API-KEY': apiKey } });

    expect(answer.status).toBe(200);
  });

  test('closing ends a hanging request and everything the world had planned', async () => {
    await using atera = await startCalling();
    atera.world.addDevice(atera.world.addCustomer('Acme'), {
      name: 'ACME-1',
      disks: [{ drive: 'C:', usedPercent: 99 }],
    });
    atera.simulator.faults.inject({ fault: { kind: 'late-effect', afterMs: 1_000 } });
    const hanging = expect(atera.call('/account')).rejects.toThrow();
    await atera.clock.advance(10);

    await atera.simulator.close();

    await hanging;
    expect(atera.clock.nextDue()).toBeUndefined();
  });

  test('a second vendor lives beside Atera, with a log and a peak of its own', async () => {
    const other: SimulatedVendor = {
      name: 'other',
      prefix: '/other/api',
      routes: [{ method: 'GET', template: '/ping/{id}', handle: ({ params }) => ({ status: 200, json: params }) }],
      refuse: () => undefined,
      unknown: () => ({ status: 404 }),
      tooMany: () => ({ status: 429 }),
    };
    await using atera = await startCalling({ vendors: () => [other] });
    await atera.call('/account');

    const answers = [
      await atera.call('/../../other/api/ping/7'),
      await atera.call('/../../other/api/nope'),
      await atera.call('/../../elsewhere'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404]);
    expect(answers[0]?.json).toEqual({ id: '7' });
    expect(atera.simulator.requests.map(({ vendor }) => vendor)).toEqual(['atera', 'other', 'other', 'none']);
    expect([atera.simulator.peakRequests(), atera.simulator.peakRequests(60_000, 'other')]).toEqual([1, 2]);
  });
});
