import { afterAll, describe, expect } from 'vitest';
import type { AppOptions } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addRestartable, RESTART, withRestarts } from '../../../helpers/scenarios/service-scenarios.ts';

const printing = () => ({ exitCode: 1068, stdout: 'Starting Spooler\r\nPassword: hunter2', stderr: 'dependency RPC' });

async function restarted(stage: Stage, run: () => object = printing) {
  const { server } = await addRestartable(stage, {}, run);
  await stage.minutes(20);
  await stage.answer('approve');
  return server;
}

const restarting = (policy: AppOptions['policy'] = {}): AppOptions => ({
  ...withRestarts,
  policy: { ...withRestarts.policy, ...policy },
});

const ticket = { outcomes: ['ticket-opened'], tickets: ['Open'], commands: [RESTART], openAlerts: 1 };

afterAll(printRequests);

describe('what a worklet printed', () => {
  scenario(
    'is noted in its ticket, without secrets, for technicians only',
    restarting({ publicComments: true }),
    async (stage) => {
      await restarted(stage);
      await stage.minutes(40);
      expect(stage.ticket().comments).toMatchObject([{ internal: true }]);
      expect(JSON.stringify(stage.ticket())).not.toContain('hunter2');
    },
    {
      ...ticket,
      comments: 1,
      says: ['ended with code 1068: a service that it needs did not start.'],
      noted: ['Exit code: 1068.', 'what looked like a secret is left out', '  Starting Spooler', '  dependency RPC'],
      most: { atera: 10, automox: 10 },
    },
  );

  scenario(
    'is not asked for where the policy does not want it',
    restarting({ workletOutput: false }),
    async (stage) => {
      await restarted(stage);
      await stage.minutes(40);
    },
    { ...ticket, comments: 0, most: { atera: 9, automox: 6 } },
  );

  scenario(
    'is not quoted when a technician ran the worklet as well: which run is ours is not known',
    restarting(),
    async (stage) => {
      const server = await restarted(stage);
      await stage.minutes(2);
      const { automox } = stage.app.simulator;
      for (const worklet of automox.policies.values()) automox.remediate(worklet, server);
      await stage.minutes(40);
    },
    {
      ...ticket,
      comments: 1,
      commands: [RESTART, RESTART],
      noted: ["which one is the app's is not known, so no output is quoted"],
    },
  );

  scenario(
    'reports no result of two runs that ended otherwise',
    restarting(),
    async (stage) => {
      const codes = [1058, 1068];
      const server = await restarted(stage, () => ({ exitCode: codes.pop() ?? 0 }));
      await stage.minutes(2);
      const { automox } = stage.app.simulator;
      for (const worklet of automox.policies.values()) automox.remediate(worklet, server);
      await stage.minutes(40);
      expect(stage.ticket().description).not.toMatch(/10[56]8/);
    },
    {
      ...ticket,
      comments: 1,
      commands: [RESTART, RESTART],
      says: ['Automox reports several runs of it that ended otherwise, and which one this was is not known.'],
    },
  );

  for (const [when, minutes] of [
    ['shortly before', -1],
    ['some minutes after', 6],
  ] as const)
    scenario(
      `is not quoted of the run of a technician ${when} ours, of which Automox reports nothing`,
      restarting(),
      async (stage) => {
        const { server } = await addRestartable(stage, {}, printing);
        const { automox } = stage.app.simulator;
        const byTechnician = () => {
          automox.history.recording = true;
          for (const worklet of automox.policies.values()) automox.remediate(worklet, server);
          automox.history.recording = false;
        };
        automox.history.recording = false;
        await stage.minutes(20);
        if (minutes < 0) byTechnician();
        await stage.minutes(Math.max(0, -minutes));
        await stage.answer('approve');
        await stage.minutes(Math.max(0, minutes));
        if (minutes > 0) byTechnician();
        await stage.minutes(40);
        expect(
          stage
            .ticket()
            .comments.map(({ text }) => text)
            .join(),
        ).not.toContain('Starting Spooler');
      },
      {
        ...ticket,
        comments: 1,
        commands: [RESTART, RESTART],
        noted: ['whether it is that of', 'is not known, so no output is quoted'],
      },
    );

  scenario(
    'is said to be missing where Automox does not report it',
    { ...restarting(), simulator: { automox: { behaviour: { historyLagMs: [36_000_000, 36_000_000] } } } },
    async (stage) => {
      await restarted(stage);
      await stage.minutes(40);
    },
    { ...ticket, comments: 1, noted: ['Automox has not reported an output of worklet 40001'] },
  );

  scenario(
    'is left out where Automox refuses to report it: the ticket is there all the same',
    restarting(),
    async (stage) => {
      const on = 'GET /policy-history/policy-runs/{policyUuid}';
      stage.app.simulator.faults.inject({ on, times: 9, fault: { kind: 'status', status: 403 } });
      await restarted(stage);
      await stage.minutes(40);
    },
    { ...ticket, comments: 0 },
  );
});
