import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backtestCommand } from '../../../dev/backtest/command.ts';
import { withPast } from '../../helpers/scenarios/past.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';

type Tenant = Awaited<ReturnType<typeof ateraTenant>>;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backtest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command against the tenant, for at most so many minutes. */
async function run(
  tenant: Tenant,
  args: readonly string[] = [],
  { key, minutes = 60 }: { key?: string; minutes?: number } = {},
) {
  const printed = { out: '', err: '' };
  const screen = (name: 'out' | 'err') => ({
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const { clock, simulator } = tenant;
  const env = { ATERA_BASE_URL: simulator.ateraBaseUrl, ATERA_API_KEY: key ?? simulator.keys.current };
  const world = { args, env, out: screen('out'), err: screen('err'), clock, folder, dispatcher: tenant.dispatcher };
  const ended = clock.track(() => backtestCommand(world));
  await clock.advance(minutes * 60_000);
  return { code: await ended, ...printed, report: () => JSON.parse(printed.out) };
}

const JSON_OUT = ['--json', '-'];
const kept = () => existsSync(join(folder, 'run.ndjson'));

describe('npm run backtest', () => {
  it('reads the account and says what would have been done, and changes nothing', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 40, 400);

    const { code, report, err } = await run(tenant, JSON_OUT);

    expect(code).toBe(0);
    expect(report().total).toMatchObject({ alerts: 330, takenUp: 30, tickets: 1 });
    expect(tenant.simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(err).toMatch(/^\[=* *\] +\d+ % {2}/);
    expect(kept()).toBe(false);
  });

  it('keeps within its own share of the limit', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 20, 3_000);

    const { code } = await run(tenant, [...JSON_OUT, '--requests-per-minute', '20']);

    expect(code).toBe(0);
    expect(tenant.simulator.peakRequests()).toBeLessThanOrEqual(20);
  });

  it('stops at the days that were asked for, and at its cap of pages', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 20, 2_000);

    const days = await run(tenant, [...JSON_OUT, '--days', '5']);
    const read = tenant.simulator.requestsOf('GET /alerts').length;
    const capped = await run(tenant, [...JSON_OUT, '--max-requests', '3']);

    expect(days.report().total.alerts).toBe(505);
    expect(read).toBeLessThanOrEqual(13);
    expect(capped.report().notes).toContainEqual({
      code: 'list-cut',
      values: expect.objectContaining({ because: 'page-cap' }),
    });
  });

  it('waits when Atera says that it is too much, and goes on', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 20, 1_000);
    tenant.simulator.faults.inject({ on: 'GET /alerts', skip: 4, times: 2, fault: { kind: 'status', status: 429 } });

    const { code, report } = await run(tenant, JSON_OUT);

    expect([code, report().total.alerts]).toEqual([0, 1_020]);
  });

  it('goes on where it was interrupted, also in the middle of a line', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 20, 2_000);
    const fault = { kind: 'status', status: 500 } as const;
    const down = tenant.simulator.faults.inject({
      on: 'GET /alerts',
      skip: 20,
      times: Number.POSITIVE_INFINITY,
      fault,
    });
    const first = await run(tenant, JSON_OUT);
    appendFileSync(join(folder, 'run.ndjson'), '{"rows":[{"id":1,"tit');
    down.remove();
    const readBefore = tenant.simulator.requestsOf('GET /alerts').length;

    const second = await run(tenant, JSON_OUT);
    const readAgain = tenant.simulator.requestsOf('GET /alerts').length - readBefore;

    expect([first.code, first.err]).toEqual([1, expect.stringContaining('run the same command again to continue')]);
    expect(second.err).toContain('Continues with');
    expect(second.report().total.alerts).toBe(2_020);
    expect(readAgain).toBeLessThan(30);
    expect(kept()).toBe(false);
  });

  it('keeps no key, and starts over for another account or when asked to', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 5, 200);
    tenant.simulator.faults.inject({ on: 'GET /alerts', skip: 2, times: 12, fault: { kind: 'status', status: 500 } });

    await run(tenant, JSON_OUT);
    const file = readFileSync(join(folder, 'run.ndjson'), 'utf8');
    const fresh = await run(tenant, [...JSON_OUT, '--fresh']);

    expect(file).not.toContain(tenant.simulator.keys.current);
    expect(fresh.err).not.toContain('Continues');
  });

  it('does without the devices where the key may not list them', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 5, 50);
    const key = tenant.simulator.keys.addToken({ Alerts: ['Read'] });

    const { code, report } = await run(tenant, JSON_OUT, { key });

    expect(code).toBe(0);
    expect(report().notes.map((note: { code: string }) => note.code)).toContain('no-devices');
  });

  it.each([
    ['a wrong key', 'wrongwrongwrongwrongwrongwrongwr', /does not accept the key/],
    ['a key without the right', { Agents: ['Read'] } as const, /It needs the right to read Alerts/],
  ])('says what to do about %s', async (_what, keyOrRights, words) => {
    await using tenant = await ateraTenant();
    const key = typeof keyOrRights === 'string' ? keyOrRights : tenant.simulator.keys.addToken(keyOrRights);

    const { code, err, out } = await run(tenant, [], { key });

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(words);
    expect(err).not.toContain(key);
  });

  it('says so when the vendor gives no more than its newest pages', async () => {
    await using tenant = await ateraTenant();
    withPast(tenant.simulator, 20, 1_000);
    for (const beyondDeepest of ['empty', 'repeated'] as const) {
      Object.assign(tenant.simulator.behaviour, { deepestPage: 5, beyondDeepest });

      const { report } = await run(tenant, JSON_OUT);

      expect(report().total.alerts).toBe(250);
      expect(report().notes.map((note: { code: string }) => note.code)).toContain('list-cut');
    }
  });

  it.each([
    [['--days', '0'], /--days 0 must be a whole number from 1 to 366/],
    [['--days', 'ten'], /--days ten must be/],
    [['--foo'], /--foo.+--help/],
    [['--agents', 'x.json'], /--agents is for --file/],
    [['--language', 'fr'], /--language fr must be en or de/],
    [['--policy', 'missing.json'], /missing.json cannot be read/],
    [['--file', 'missing.csv'], /missing.csv cannot be read/],
  ])('refuses %j in one line', async (args, words) => {
    await using tenant = await ateraTenant();

    const { code, err } = await run(tenant, args, { minutes: 1 });

    expect(code).toBe(1);
    expect(err).toMatch(words);
    expect(tenant.simulator.requests).toEqual([]);
  });
});
