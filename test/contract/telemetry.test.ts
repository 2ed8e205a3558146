import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metrics, trace as traces } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeTelemetry, type TelemetryTargets } from '../../shared/telemetry/telemetry.ts';

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let address: string;
let received: Received[];
let status: number;

beforeEach(async () => {
  received = [];
  status = 200;
  server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
    received.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('latin1') });
    const answer = JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] });
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', address);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  metrics.disable();
  traces.disable();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function start(targets: TelemetryTargets) {
  const failures: string[] = [];
  const credential = { getToken: async () => null };
  return { ...makeTelemetry(targets, credential, (what) => failures.push(what)), failures };
}

describe('telemetry', () => {
  it('sends metrics to a collector, as protobuf over HTTP', async () => {
    const { measure, flush, failures } = start({ collector: true });

    measure('rmm.alerts.listed', 1, { code: 'queued' });
    await flush();

    expect(received.map(({ url }) => url)).toEqual(['/v1/metrics']);
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/x-protobuf' });
    expect(received[0]?.body).toContain('rmm.alerts.listed');
    expect(received[0]?.body).toContain('rmm-remediation');
    expect(failures).toEqual([]);
  });

  it('sends spans to the same collector', async () => {
    const { measure, trace, flush, failures } = start({ collector: true });

    trace({ name: 'rmm.poll', startedAt: Date.UTC(2026, 2, 2), endedAt: Date.UTC(2026, 2, 2, 0, 1) });
    measure('rmm.alerts.listed', 1, { code: 'queued' });
    await flush();

    expect(received.map(({ url }) => url).toSorted()).toEqual(['/v1/metrics', '/v1/traces']);
    const sent = received.find(({ url }) => url === '/v1/traces');
    expect(sent?.headers).toMatchObject({ 'content-type': 'application/x-protobuf' });
    expect(sent?.body).toContain('rmm.poll');
    expect(sent?.body).toContain('rmm-remediation');
    expect(failures).toEqual([]);
  });

  it('tells once that nothing can be sent, and measures on', async () => {
    status = 400;
    const { measure, flush, failures } = start({ collector: true });

    measure('rmm.alerts.listed', 1, { code: 'queued' });
    await flush();
    measure('rmm.alerts.listed', 1, { code: 'queued' });
    await flush();

    expect(received).toHaveLength(2);
    expect(failures).toEqual(['not-sent']);
  });

  it('tells once that an exporter cannot be made', async () => {
    const { measure, flush, failures } = start({
      insights: { connectionString: 'nonsense', signIn: false },
      collector: false,
    });

    measure('rmm.alerts.listed', 1);
    await flush();
    measure('rmm.alerts.listed', 1);

    expect(failures).toEqual(['not-opened']);
  });

  it('has nothing to flush before the first measurement', async () => {
    const { flush, failures } = start({ collector: true });

    await flush();

    expect([received, failures]).toEqual([[], []]);
  });
});
