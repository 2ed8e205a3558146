import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { startHost, VirtualClock } from '../../dev/host/index.ts';

type Client = ReturnType<typeof df.getClient>;

/**
 * Everything that the app asks of its Durable client, and what a client gets when it asks for what
 * is not there.
 */
const asks: Record<string, (client: Client) => Promise<unknown>> = {
  start: (client) => client.startNew('waits', { instanceId: 'one', input: { text: 'ä & %' } }),
  startAgain: (client) => client.startNew('waits', { instanceId: 'one' }),
  oddId: (client) => client.startNew('waits', { instanceId: 'a b+c%', input: null }),
  status: (client) => client.getStatus('one').then(({ runtimeStatus, input }) => ({ runtimeStatus, input })),
  noStatus: (client) => client.getStatus('nobody'),
  raise: (client) => client.raiseEvent('one', 'go', { yes: true }),
  signal: (client) => client.signalEntity(new df.EntityId('counter', 'k'), 'add', 2),
  noEntity: (client) => client.signalEntity(new df.EntityId('nothing', 'k'), 'add', 2),
  state: (client) => client.readEntityState(new df.EntityId('counter', 'k')),
  end: (client) => client.terminate('one', 'a%20reason'),
  endAgain: (client) => client.terminate('one', 'again'),
  listed: (client) => client.getStatusAll().then((all) => all.map(({ instanceId }) => instanceId)),
  purged: (client) => client.purgeInstanceHistory('one'),
};

/**
 * Runs one of `asks` after the other on a host of its own and answers what came of each; errors as
 * their texts.
 */
async function answersOf(clientInProcess: boolean): Promise<Record<string, unknown>> {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  let client: Client | undefined;
  const register = () => {
    df.app.orchestration('waits', function* (context) {
      yield context.df.waitForExternalEvent('go');
      yield context.df.waitForExternalEvent('never');
    });
    df.app.entity<number>('counter', (context) => context.df.setState((context.df.getState(() => 0) ?? 0) + 2));
    app.timer('client', {
      schedule: '0 0 0 1 1 *',
      extraInputs: [df.input.durableClient()],
      handler: (_timer: unknown, context: InvocationContext) => {
        client = df.getClient(context);
      },
    });
  };
  await using host = await startHost({ register, clock, clientInProcess });
  await host.runTimer('client');
  const answers: Record<string, unknown> = {};
  for (const [name, ask] of Object.entries(asks)) {
    answers[name] = await ask(client as Client).catch((error: Error) => `Error: ${error.message}`);
    await clock.settled();
  }
  const withoutPorts = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.replace(/http:\/\/[\w.:-]+/g, 'http://host') : value;
  return JSON.parse(JSON.stringify(answers, withoutPorts));
}

describe('the Durable client without a socket', () => {
  it('gets the same as over one', async () => {
    const overSocket = await answersOf(false);
    const inProcess = await answersOf(true);

    expect(inProcess).toEqual(overSocket);
    expect(overSocket).toMatchObject({ start: 'one', startAgain: expect.stringContaining('409') });
  });

  it('is refused when its host has stopped', async () => {
    let client: Client | undefined;
    const register = () => {
      const handler = (_timer: unknown, context: InvocationContext) => {
        client = df.getClient(context);
      };
      app.timer('client', { schedule: '0 0 0 1 1 *', extraInputs: [df.input.durableClient()], handler });
    };
    const host = await startHost({ register, clock: new VirtualClock(), clientInProcess: true });
    await host.runTimer('client');

    await host.stop();

    await expect(client?.getStatus('one')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
