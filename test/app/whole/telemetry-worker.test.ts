import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { metrics, trace } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectRegistrations } from '../../../dev/host/functions/core-api.ts';
import { startTelemetry } from '../../../functions/start-telemetry.ts';
import { readSettings } from '../../../shared/settings.ts';
import type { Measure } from '../../../shared/telemetry/metrics.ts';
import { startChild } from '../../helpers/app/start-child.ts';

const TRACE_PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const ROOT = resolve(import.meta.dirname, '../../..');
const SETTINGS = {
  ATERA_API_KEY: '0123456789abcdef0123456789abcdef',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};

let server: Server;
let address: string;
let received: string[];
/** First bytes of connections that were no HTTP. */
let greetings: (number | undefined)[];

beforeEach(async () => {
  received = [];
  greetings = [];
  server = createServer(async (request: IncomingMessage, response) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
    received.push(`${request.url} ${Buffer.concat(chunks).toString('latin1')}`);
    response.end();
  });
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    greetings.push(error.rawPacket?.[0]);
    socket.destroy();
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  vi.unstubAllEnvs();
  metrics.disable();
  trace.disable();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe('a worker', () => {
  it('sends what it has not sent yet when it ends', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://${address}`);
    let measure: Measure | undefined;
    const { hooks } = collectRegistrations(() => {
      measure = startTelemetry(
        readSettings({ ...SETTINGS, OTEL_EXPORTER_OTLP_ENDPOINT: `http://${address}` }),
      )?.measure;
    });

    measure?.('rmm.alerts.listed', 1, { code: 'queued' });
    for (const { callback } of hooks.filter(({ name }) => name === 'appTerminate')) await callback({});

    expect(received).toEqual([expect.stringMatching(/^\/v1\/metrics .*rmm\.alerts\.listed/s)]);
  });

  it('traces within the invocation of an activity, and leaves orchestrators as they are', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://${address}`);
    let telemetry: ReturnType<typeof startTelemetry>;
    const { hooks } = collectRegistrations(() => {
      telemetry = startTelemetry(readSettings({ ...SETTINGS, OTEL_EXPORTER_OTLP_ENDPOINT: `http://${address}` }));
    });
    const handler = () => telemetry?.trace({ name: 'rmm.poll', startedAt: 1, endedAt: 2 });
    const invocation = (type: string) => ({
      invocationContext: { traceContext: { traceParent: TRACE_PARENT }, options: { trigger: { type } } },
      inputs: [],
      functionCallback: handler,
    });
    const [activity, orchestrator] = [invocation('activityTrigger'), invocation('orchestrationTrigger')];

    for (const { callback } of hooks.filter(({ name }) => name === 'preInvocation'))
      for (const one of [activity, orchestrator]) await callback(one);
    activity.functionCallback();
    for (const { callback } of hooks.filter(({ name }) => name === 'appTerminate')) await callback({});

    expect(orchestrator.functionCallback).toBe(handler);
    const [sent = ''] = received.filter((text) => text.startsWith('/v1/traces'));
    expect(Buffer.from(sent, 'latin1').toString('hex')).toContain(TRACE_PARENT.split('-')[1]);
  });

  it('hooks and measures nothing where no target is set', () => {
    let measure: Measure | undefined;
    const { hooks } = collectRegistrations(() => {
      measure = startTelemetry(readSettings(SETTINGS))?.measure;
    });

    expect(measure).toBeUndefined();
    expect(hooks).toEqual([]);
  });
});

describe('Application Insights', () => {
  // In a process of its own: the exporter asks an address of Microsoft's for settings, which no
  // test may reach.
  it.each([
    [
      'is spoken to over TLS, with a token of the identity where only that may write',
      true,
      ['https://monitor.azure.com/.default'],
    ],
    ['is spoken to over TLS, without a token where the key of its resource is enough', false, []],
  ])('%s', async (_, signIn, scopes) => {
    const settings = { RMM_ADDRESS: address, RMM_SIGN_IN: String(signIn), APPLICATION_INSIGHTS_NO_STATSBEAT: '1' };
    await using child = startChild(ROOT, [], settings, resolve(ROOT, 'test/helpers/app/insights-child.ts'));

    const [, report = ''] = await child.printed(/^report (.*)$/m);

    expect(JSON.parse(report)).toEqual({ failures: ['not-sent'], scopes });
    // 22 begins a TLS handshake; our server speaks plain HTTP, so nothing arrives in the clear.
    expect([...new Set(greetings)]).toEqual([22]);
    expect(received).toEqual([]);
  });
});
