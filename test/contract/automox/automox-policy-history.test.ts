import { describe, expect, it } from 'vitest';
import type { AutomoxBehaviour } from '../../../dev/simulator/automox/behaviour.ts';
import type { WorkletEnd } from '../../../dev/simulator/automox/history/policy-history.ts';
import type { PolicyRun, RunResult } from '../../../shared/automox/policy-history-schema.ts';
import { isUnreadable, type Unreadable } from '../../../shared/http/rows.ts';
import { openTestSession } from '../../helpers/hosts/leases.ts';
import { automoxTenant } from '../../helpers/vendors/automox-tenant.ts';
import { failureOf } from '../../helpers/vendors/vendor-faults.ts';

const MINUTE = 60_000;

/** Enough for a device to take a run, to end it, and for its output to be reported. */
const SETTLED_MS = 10 * MINUTE;

/**
 * An organisation with one server and one worklet that ends as `end` says, and short ways to read
 * its history.
 */
async function historyTenant(end: WorkletEnd = {}, behaviour: Partial<AutomoxBehaviour> = {}) {
  const tenant = await automoxTenant({ automox: { behaviour } });
  const { automox, world, customer, clock, client } = tenant;
  const enroll = (name: string) => automox.enroll(world.addDevice(customer, { name }));
  const server = enroll('NW-SRV');
  const worklet = automox.addWorklet('Start service', () => end);
  const policy = { organizationUuid: automox.uuid, policyUuid: worklet.uuid };
  const session = () => openTestSession(clock, { n: 100, notAfter: clock.now() + MINUTE, budget: 'automox' });
  const runs = async () => readable(await client.listPolicyRuns(await session(), policy));
  const results = async (executionToken: string, { serverId = server.id, page = 0 } = {}) =>
    client.listRunResults(await session(), { ...policy, executionToken, serverId, page });
  return {
    ...tenant,
    server,
    worklet,
    policy,
    enroll,
    runs,
    results,
    order: async () => client.remediateServer(await session(), worklet.id, server.id),
    /** Every result of a server in runs since `sentAt`, allowing for the vendor's clock. */
    async ours(sentAt: number): Promise<RunResult[]> {
      const found = [];
      for (const { executionToken, runAt = 0 } of await runs())
        if (runAt >= sentAt - 2 * MINUTE) found.push(...readable(await results(executionToken)));
      return found;
    },
    [Symbol.asyncDispose]: () => tenant[Symbol.asyncDispose](),
  };
}

function readable<T extends object>(answer: { rows: readonly (T | Unreadable)[] } | undefined): T[] {
  return (answer?.rows ?? []).flatMap((row) => (isUnreadable(row) ? [] : [row]));
}

/** The token of the one run there is. */
const tokenIn = (runs: readonly PolicyRun[]) => runs[0]?.executionToken ?? '';

describe('our run of a worklet', () => {
  it('is found by time and device, with its exit code and what it printed last', async () => {
    await using tenant = await historyTenant({
      exitCode: 3,
      stdout: 'Starting Spooler\r\ndone',
      stderr: 'slow',
      reason: 'x',
    });
    const { clock, worklet, server } = tenant;
    const sentAt = clock.now();

    await tenant.order();
    await clock.advance(SETTLED_MS);

    expect(await tenant.runs()).toMatchObject([
      { policyUuid: worklet.uuid, runAt: sentAt - 4_000, deviceCount: 1, pending: 0 },
    ]);
    expect(await tenant.ours(sentAt)).toEqual([
      {
        serverId: server.id,
        status: 'failed',
        exitCode: 3,
        errorCode: undefined,
        runAt: sentAt - 4_000,
        eventAt: expect.any(Number),
        reason: 'x',
        stdout: { lines: ['Starting Spooler', 'done'], cut: 'none', masked: false },
        stderr: { lines: ['slow'], cut: 'none', masked: false },
      },
    ]);
  });

  it('is pending without an output at first, for as long as the device stays away', async () => {
    await using tenant = await historyTenant({ stdout: 'done' });
    const { clock, server } = tenant;
    const sentAt = clock.now();
    await tenant.order();
    server.setAgent('down');

    await clock.advance(60 * MINUTE);
    const away = await tenant.ours(sentAt);
    server.setAgent('up');
    await clock.advance(SETTLED_MS);

    expect(away).toMatchObject([{ status: 'pending', exitCode: undefined, stdout: undefined, eventAt: undefined }]);
    expect(await tenant.ours(sentAt)).toMatchObject([{ status: 'success', exitCode: 0, stdout: { lines: ['done'] } }]);
  });

  it('appears only minutes after it has ended, or never', async () => {
    await using tenant = await historyTenant({}, { historyPending: 'hidden', historyLagMs: [4 * MINUTE, 4 * MINUTE] });
    const { clock, automox } = tenant;
    const sentAt = clock.now();
    await tenant.order();

    await clock.advance(4 * MINUTE);
    const ended = automox.events.length;
    const early = await tenant.runs();
    await clock.advance(SETTLED_MS);
    const late = await tenant.ours(sentAt);
    automox.history.recording = false;
    await tenant.order();
    await clock.advance(SETTLED_MS);

    expect([ended, early, late.length]).toEqual([1, [], 1]);
    expect(await tenant.runs()).toHaveLength(1);
  });

  it('is one of several where somebody else ran the same policy on the same device: which one is not reported', async () => {
    await using tenant = await historyTenant();
    const { clock, automox, worklet, server } = tenant;
    const sentAt = clock.now();

    await tenant.order();
    automox.remediate(worklet, server);
    await clock.advance(SETTLED_MS);

    expect(await tenant.ours(sentAt)).toHaveLength(2);
  });

  it('is distinguished from runs of other devices, of other policies and of earlier times', async () => {
    await using tenant = await historyTenant();
    const { clock, automox, worklet, server } = tenant;
    await tenant.order();
    await clock.advance(SETTLED_MS);
    const sentAt = clock.now();

    automox.remediate(worklet, tenant.enroll('OTHER'));
    automox.remediate(automox.addWorklet('Another'), server);
    await tenant.order();
    await clock.advance(SETTLED_MS);

    expect(await tenant.runs()).toHaveLength(3);
    expect(await tenant.ours(sentAt)).toMatchObject([{ serverId: server.id }]);
  });

  it.each(['nested', 'flat'] as const)('is read where runs come %s', async (historyRuns) => {
    await using tenant = await historyTenant({}, { historyRuns });

    await tenant.order();

    expect(await tenant.runs()).toHaveLength(1);
  });
});

describe('the results of a run', () => {
  it('on many servers come in pages, of which the server’s own row is kept', async () => {
    await using tenant = await historyTenant();
    const { clock, automox, worklet } = tenant;
    for (let n = 0; n < 24; n++) tenant.enroll(`PC-${n}`);
    const last = [...automox.servers.values()].at(-1)?.id ?? 0;

    automox.runOnSchedule(worklet);
    await clock.advance(SETTLED_MS);
    const runs = await tenant.runs();
    const pages = [0, 1].map((page) => tenant.results(tokenIn(runs), { serverId: last, page }));

    expect(runs).toMatchObject([{ deviceCount: 25 }]);
    expect(await Promise.all(pages)).toMatchObject([
      { rows: [], rawCount: 20, filteredOut: 20, totalPages: 2 },
      { rows: [{ serverId: last }], rawCount: 5, filteredOut: 4 },
    ]);
  });

  it('without an exit code have the vendor’s own number, which is none', async () => {
    await using tenant = await historyTenant({ exitCode: null, errorCode: 125 });
    const { clock } = tenant;

    await tenant.order();
    await clock.advance(SETTLED_MS);

    expect(await tenant.ours(0)).toMatchObject([{ status: 'failed', exitCode: undefined, errorCode: 125 }]);
  });

  it('keep an exit code below zero, as a number or as text', async () => {
    await using tenant = await historyTenant({ exitCode: -1_073_741_502 });
    const { clock, automox, worklet } = tenant;
    automox.remediate(worklet, tenant.enroll('SECOND'));
    await tenant.order();
    await clock.advance(SETTLED_MS);

    const codes = [];
    for (const { executionToken } of await tenant.runs())
      for (const serverId of automox.servers.keys())
        codes.push(...readable(await tenant.results(executionToken, { serverId })));

    expect(codes).toMatchObject([{ exitCode: -1_073_741_502 }, { exitCode: -1_073_741_502 }]);
  });

  it.each(['end', 'start', 'nothing'] as const)(
    'hold a megabyte of output to a few lines where %s is lost of it',
    async (outputLost) => {
      const stdout = Array.from({ length: 20_000 }, (_, n) => `line ${n} of an output that is a megabyte`).join('\n');
      await using tenant = await historyTenant({ stdout, stderr: stdout }, { outputLost });
      const { clock } = tenant;
      await tenant.order();
      await clock.advance(SETTLED_MS);

      const [result] = await tenant.ours(0);

      expect(result?.stdout?.cut).toBe('unknown');
      expect(result?.stdout?.lines).toHaveLength(20);
      expect(result?.stdout?.lines.at(-1)).toMatch(outputLost === 'end' ? /^line [1-9]\d{0,2} / : /^line 19999 /);
      expect(JSON.stringify(result).length).toBeLessThan(6_000);
    },
  );

  it('hold no secret that a script printed, nor colours', async () => {
    const secret = 'hunter2-hunter2';
    const stdout = `\u001b[32mok\u001b[0m\nPassword: ${secret}\nhttps://x:${secret}@files.example`;
    await using tenant = await historyTenant({ stdout, stderr: `token=${secret}`, reason: `pwd: ${secret}` });
    const { clock } = tenant;
    await tenant.order();
    await clock.advance(SETTLED_MS);

    const [result] = await tenant.ours(0);

    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(result?.stdout).toMatchObject({ lines: ['ok', expect.anything(), expect.anything()], masked: true });
  });

  it('are undefined where there is no such run or policy', async () => {
    await using tenant = await historyTenant();
    const none = '00000000-0000-4000-8000-000000000000';

    expect(await tenant.results(none)).toBeUndefined();
    expect(await tenant.client.listPolicyRuns(tenant.session, { ...tenant.policy, policyUuid: none })).toBeUndefined();
  });

  it.each([
    [403, 'vendor_forbidden'],
    [408, 'vendor_failed'],
    [500, 'vendor_failed'],
  ])('fail where the vendor answers %i', async (status, code) => {
    await using tenant = await historyTenant();
    const { simulator, client, session, policy, server } = tenant;
    simulator.faults.inject({ on: () => true, times: 2, fault: { kind: 'status', status } });

    const errors = [
      await failureOf(client.listPolicyRuns(session, policy)),
      await failureOf(client.listRunResults(session, { ...policy, executionToken: 'a', serverId: server.id })),
    ];

    expect(errors).toMatchObject([{ code }, { code }]);
  });

  it('are refused for another organisation, and asked for without the organisation’s number', async () => {
    await using tenant = await historyTenant();
    const { client, session, policy, simulator } = tenant;

    const error = await failureOf(client.listPolicyRuns(session, { ...policy, organizationUuid: policy.policyUuid }));

    expect(error).toMatchObject({ code: 'vendor_forbidden' });
    expect(simulator.requests.map(({ query }) => query)).toEqual([{ org: policy.policyUuid, report_days: '2' }]);
  });
});

it('the uuids that the history is asked by come with the policy and the organisation', async () => {
  await using tenant = await historyTenant();
  const { client, session, automox, worklet, policy } = tenant;
  const other = automox.addWorklet('With the other spelling');

  const uuids = [];
  for (const { id } of [worklet, other]) uuids.push((await client.getPolicy(session, id))?.uuid);

  expect(uuids).toEqual([policy.policyUuid, other.uuid]);
  expect((await client.listOrganizations(session)).rows).toMatchObject([{ uuid: policy.organizationUuid }]);
});
