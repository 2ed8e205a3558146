import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startAzurite } from '../../../dev/azurite.ts';
import { collectRegistrations, type Registrations } from '../../../dev/host/functions/core-api.ts';
import { startSimulator } from '../../../dev/simulator/simulator.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerApp } from '../../../functions/register.ts';
import { buildPackage, type Package } from '../../../scripts/package/build-package.ts';
import { systemClock } from '../../../shared/clock.ts';
import { readSettings } from '../../../shared/settings.ts';
import { startChild } from '../../helpers/app/start-child.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'dev/host/cli.ts');
const SETTINGS = {
  ATERA_API_KEY: '0123456789abcdef0123456789abcdef',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};

let target: string;
let built: Package;
beforeAll(async () => {
  target = mkdtempSync(join(tmpdir(), 'rmm-package-'));
  built = await buildPackage(ROOT, target);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(target, { recursive: true }));

/** Each function with what the host knows about it: trigger, bindings, route, schedule. */
function described({ functions }: Registrations): Record<string, unknown> {
  return Object.fromEntries(functions.map(({ metadata: { name, bindings } }) => [name, bindings]));
}

/** The text of `index.js` and of every file that is loaded together with it. */
function loadedAtStart(file = 'index.js', observed = new Set<string>()): string {
  if (observed.has(file)) return '';
  observed.add(file);
  const text = readFileSync(join(built.folder, file), 'utf8');
  const others = [...text.matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)].map(([, name = '']) => name);
  return text + others.map((other) => loadedAtStart(other, observed)).join('');
}

describe('the package', () => {
  it('registers what the source registers, each function with the same bindings', () => {
    const load = createRequire(join(built.folder, 'package.json'));
    for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);

    const ofSource = collectRegistrations(() => registerApp(buildDependencies(readSettings(SETTINGS))));
    const ofPackage = collectRegistrations(() => load('./index.js'));

    expect(ofSource.functions.length).toBeGreaterThan(50);
    expect(ofPackage.functions).toHaveLength(ofSource.functions.length);
    expect(described(ofPackage)).toEqual(described(ofSource));
  });

  it('holds its scripts, host.json and licences, needs no npm packages, and keeps source maps out', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const names = readdirSync(built.folder);
    const scripts = names.filter((name) => name.endsWith('.js'));

    const manifest = JSON.parse(readFileSync(join(built.folder, 'package.json'), 'utf8'));

    expect(names.filter((name) => !scripts.includes(name) && name !== 'policy.json')).toEqual([
      'dashboard',
      'host.json',
      'licences.txt',
      'package.json',
    ]);
    expect(manifest).toMatchObject({ version, type: 'module', main: 'index.js' });
    expect(Object.keys(manifest)).not.toContain('dependencies');
    expect(readdirSync(built.maps).sort()).toEqual(scripts.map((name) => `${name}.map`).sort());
    expect(built.zipBytes).toBeLessThan(5_000_000);
  });

  it('holds the dashboard, which its start does not load', () => {
    const names = readdirSync(join(built.folder, 'dashboard')).map((name) => name.replace(/-[A-Z0-9]{8}\./, '-….'));

    const start = loadedAtStart();

    const files = ['frame-….js', 'frame.html', 'icon.svg', 'index.html', 'main-….css', 'main-….js'];
    expect(names.sort()).toEqual(files.flatMap((name) => [name, `${name}.br`, `${name}.gzip`]).sort());
    expect(readFileSync(join(built.folder, 'licences.txt'), 'utf8')).toMatch(/^preact \d/m);
    expect(start).not.toContain('preact');
  });

  it('leaves the connections to vendors, vault, identity, tables and telemetry to their first use', () => {
    const names = readdirSync(built.folder).filter((name) => name.includes('.'));
    const whole = names.map((name) => readFileSync(join(built.folder, name), 'utf8'));
    const clients = ['DefaultAzureCredential=class', 'SecretClient=class', 'TableClient=class', 'RetryAgent=class'];
    const late = [...clients, ',MeterProvider=class', 'OTLPMetricExporter2=class', 'AzureMonitorMetricExporter=class'];

    const start = loadedAtStart();

    expect(late.filter((text) => whole.join().includes(text))).toEqual(late);
    expect(late.filter((text) => start.includes(text))).toEqual([]);
  });

  it('reads an alert from Atera and reports over HTTP what it decided', { timeout: 120_000 }, async () => {
    await using azurite = await startAzurite();
    await using simulator = await startSimulator({ clock: systemClock });
    const { id: customerId, name: customerName } = simulator.world.addCustomer('Alder & Sons');
    const { id } = simulator.world.raiseCustomAlert({ title: 'Failed Login Attempts', customerId, customerName });
    const settings = {
      ATERA_BASE_URL: simulator.ateraBaseUrl,
      ATERA_API_KEY: simulator.keys.current,
      AzureWebJobsStorage: azurite.connectionString,
      POLL_SCHEDULE: '* * * * * *',
    };

    await using child = startChild(target, [built.folder, '--port', '0'], settings, CLI);
    const [, url] = await child.printed(/listening on (http:\S+)/);
    await child.printed(/"event":"alert-listed"/);
    const decision = await settled(`${url}/api/alerts/${id}/decision`);
    const page = await fetch(`${url}/api/dashboard`, { headers: { connection: 'close' } });

    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="app">')]);
    expect(decision).toMatchObject({ alertId: id, state: 'skipped', code: 'no-playbook' });
  });
});

/** The answer of a route once it has one: the row is written right after the line of the log. */
async function settled(url: string): Promise<unknown> {
  for (;;) {
    const response = await fetch(url, { headers: { connection: 'close' } });
    if (response.ok) return response.json();
    await response.body?.cancel();
    await delay(50);
  }
}
