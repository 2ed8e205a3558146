import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/index.ts';
import { bulk } from '../../../dev/simulator/scenarios/bulk.ts';
import { type Simulator, startSimulator } from '../../../dev/simulator/simulator.ts';
import { approveByLink } from '../../../dev/start/channels/answer-by-link.ts';
import { systemClock } from '../../../shared/clock.ts';
import { startChild } from '../../helpers/app/start-child.ts';
import { startTeams } from '../../helpers/receivers/teams.ts';

/** The form of a legacy key. */
const KEY = 'donotprintthiskey000000000000000';

/** Where the parts listen, as printed at the start. */
const HOST = /Functions host\s+(http:\/\/127\.0\.0\.1:\d+)/;
const SIMULATOR = /Simulated Atera\s+(http:\/\/127\.0\.0\.1:\d+)/;
const TABLES = /Tables\s+(http:\/\/127\.0\.0\.1:\d+)/;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rmm-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * What points `npm start` at `atera` as if it were the real one, with a second inspection after a
 * second.
 */
function realSettings(atera: Simulator, policy = {}): Record<string, string> {
  const policyFile = join(folder, 'policy.json');
  writeFileSync(
    policyFile,
    JSON.stringify({ ...policy, diskSpace: { confirmAfterMinutes: 1 / 60, publishLagMinutes: 1 / 60 } }),
  );
  return { ATERA_API_KEY: KEY, ATERA_BASE_URL: atera.ateraBaseUrl, POLICY_FILE: policyFile };
}

describe('npm start -- --once', () => {
  it('plays a day of 40 alerts and more at five customers, and all its checks hold', { timeout: 180_000 }, async () => {
    await using child = startChild(folder, ['--once'], { ATERA_API_KEY: KEY });

    const exitCode = await child.exited;

    const output = child.output();
    const alerts = /^ {2}all +(\d+)/m.exec(output)?.[1];
    const checks = output.split('\nChecks\n')[1]?.trim().split('\n') ?? [];
    expect(exitCode, output.slice(-2_000)).toBe(0);
    expect(Number(alerts)).toBeGreaterThanOrEqual(40);
    for (const customer of [
      'Alder & Sons',
      'Bright Dental',
      'Cobalt Logistics',
      'Dune Architects',
      'Elm Street School',
    ])
      expect(output).toMatch(new RegExp(`^ {2}${customer} +\\d+`, 'm'));
    expect(checks.map((line) => line.trim().split(' ')[0])).toEqual(checks.map(() => 'ok'));
    expect(checks.length).toBeGreaterThanOrEqual(20);
    expect(output).toMatch(/one command for each approval, and none without \(4 commands, 4 approvals\)/);
    expect(output).toMatch(/every question was told once \(8 questions, \d+ messages\)/);
    expect(output).toMatch(/a link answered one question, and no second time/);
    expect(output).toMatch(/told #noc: approval-needed: Run Automox worklet/);
    expect(output).toMatch(/told #tickets: Ticket opened: BRIGHT-SRV01/);
    expect(output).toMatch(/ELM-PC02 .*=> Muted by Ada .*the school gets new switches/);
    expect(output).toMatch(/ALDER-SRV02 +disk cleanup +\S+ +it helped/);
    expect(output).toMatch(/BRIGHT-SRV01 +disk cleanup +\S+ +it did not help: ticket \d+/);
    expect(output).toMatch(/ALDER-DC01 +reboot +\S+ +it helped/);
    expect(output).toMatch(/Site down: 5 of 5 always-on devices quiet at Dune Architects/);
    expect(output).toMatch(/Ada \(service desk\) \(typed, not verified\) said no/);
    expect(output).toMatch(/Nobody approved it within 2 hours/);
    expect(output).toMatch(/Nobody is at work; it is inspected again 2026-03-03/);
    expect(output).not.toMatch(/donotprint|simulated[a-z0-9]{20}/);
    expect(existsSync(join(folder, '.data'))).toBe(false);
  });
});

describe('npm start', () => {
  it('handles simulated alerts until Ctrl-C and leaves nothing running', async () => {
    await using child = startChild(folder, []);
    const [, host = ''] = await child.printed(HOST);
    const health = await fetch(`${host}/api/health/live`);
    await child.printed(/\d\d:\d\d:\d\d {2}(Alder|Bright|Elm).* alert \d+ listed: Disk Usage\(C:\)/);

    const exitCode = await child.interrupt();

    expect(exitCode, child.output()).toBe(0);
    expect(health.status).toBe(200);
    for (const address of [HOST, SIMULATOR, TABLES])
      await expect(fetch(String(address.exec(child.output())?.[1]))).rejects.toMatchObject({
        cause: { code: 'ECONNREFUSED' },
      });
    expect(existsSync(join(folder, '.data/demo/azurite'))).toBe(true);
    expect(existsSync(join(folder, '.data/demo/pid'))).toBe(false);
  });

  it('asks a person, says how to answer, and does what was approved', { timeout: 120_000 }, async () => {
    await using child = startChild(folder, []);
    const [, body = '', address = ''] = await child.printed(
      /ALDER-PC01 .*a person is asked.*\n +.*curl -d '(.+)' (\S+)/,
    );

    const answer = await fetch(address, { method: 'POST', body });
    await child.printed(/ALDER-PC01 .*command sent to Automox: run the cleanup worklet/);

    expect(answer.status).toBe(200);
    expect(await child.interrupt(), child.output()).toBe(0);
  });

  it('tells a channel of a question, whose link answers it', { timeout: 180_000 }, async () => {
    await using child = startChild(folder, []);
    const [, host = ''] = await child.printed(HOST);
    const [, link = ''] = await child.printed(/answer for ALDER-PC01: +(http\S+)/);

    const isOpenStill = await approveByLink(link, host, 'Ada');

    await child.printed(/ALDER-PC01 .*command sent to Automox: run the cleanup worklet/);
    expect(link).toMatch(new RegExp(`^${host}/api/answer\\?t=`));
    expect(isOpenStill).toBe(false);
    expect(child.output()).toMatch(/told #noc: .*approval-needed.*ALDER-PC01/);
    expect(child.output()).not.toMatch(/answer for \S+-(SRV|DC)/);
    expect(await child.interrupt(), child.output()).toBe(0);
  });

  it('stops with the shell npm started it in, which a SIGTERM to npm ends', async () => {
    await using child = startChild(folder, [], { npm_lifecycle_event: 'start' });
    await child.printed(HOST);

    await child.endShell();

    expect(child.output()).toMatch(/Stopped\.\n$/);
  });

  it('takes other ports and another folder when one runs already', async () => {
    await using first = startChild(folder, []);
    const firsts = [await first.printed(SIMULATOR), await first.printed(HOST)];
    await using second = startChild(folder, []);
    const seconds = [await second.printed(SIMULATOR), await second.printed(HOST)];

    const exitCodes = await Promise.all([first.interrupt(), second.interrupt()]);

    expect(exitCodes).toEqual([0, 0]);
    expect(new Set([...firsts, ...seconds].map(([, address]) => address)).size).toBe(4);
    expect(second.output()).toContain('.data/demo-2');
  });

  it('only reads the real Atera, whatever mode is set, and never prints the key', async () => {
    await using atera = await startSimulator({ clock: new VirtualClock(Date.now()), apiKey: KEY, scenario: bulk(3) });
    await using child = startChild(folder, [], { ...realSettings(atera), REMEDIATION_MODE: 'approve' });

    await child.printed(/BULK-00001 +=> Would open a ticket/);
    const exitCode = await child.interrupt();

    expect(exitCode).toBe(0);
    expect(child.output()).toContain('Mode observe');
    expect(child.output()).not.toContain(KEY);
    expect(new Set(atera.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('tells nobody anything of the real Atera, whatever channels its policy names', async () => {
    await using atera = await startSimulator({ clock: new VirtualClock(Date.now()), apiKey: KEY, scenario: bulk(1) });
    await using channel = await startTeams(systemClock);
    const notify = { channels: [{ name: 'ops', type: 'teams', secret: 'notify-ops' }] };
    const settings = {
      ...realSettings(atera, { notify }),
      NOTIFY_SECRETS: JSON.stringify({ 'notify-ops': channel.url }),
    };
    await using child = startChild(folder, [], settings);
    const [, host = ''] = await child.printed(HOST);

    const body = JSON.stringify({ on: true, reason: 'a test', by: 'Ada' });
    const stopped = await fetch(`${host}/api/kill-switch`, { method: 'PUT', body });
    const tested = await fetch(`${host}/api/channels/ops/test`, { method: 'POST', body: '{}' });
    await child.printed(/=> Would open a ticket/);

    expect([stopped.status, tested.status]).toEqual([200, 404]);
    expect(await child.interrupt()).toBe(0);
    expect(channel.requests).toEqual([]);
  });

  it('goes on with the real Atera where it was when it was stopped', async () => {
    await using atera = await startSimulator({ clock: new VirtualClock(Date.now()), apiKey: KEY, scenario: bulk(1) });
    await using first = startChild(folder, [], realSettings(atera));
    await first.printed(/BULK-00001 +remediation starts/);
    await first.interrupt();

    await using second = startChild(folder, [], realSettings(atera));
    await second.printed(/=> Would open a ticket/);

    expect(first.output()).not.toContain('Would open');
    expect(second.output()).not.toMatch(/alert \d+ listed|remediation starts/);
  });

  it('says which setting is wrong, without its value', async () => {
    await using child = startChild(folder, [], { ATERA_API_KEY: 'tooshort' });

    const exitCode = await child.exited;

    expect(exitCode).toBe(1);
    expect(child.output()).toContain('ATERA_API_KEY');
    expect(child.output()).not.toContain('tooshort');
  });

  it('explains itself when it is given an argument it does not know', async () => {
    await using child = startChild(folder, ['--twice']);

    const exitCode = await child.exited;

    expect(exitCode).toBe(1);
    expect(child.output()).toContain('npm start -- --once');
  });
});
