import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HostRequest, type HostResponse, readRequest, writeResponse } from './exchange.ts';

/** A listening server on 127.0.0.1. */
export interface HttpServer {
  /** Scheme, host and port without a trailing slash. */
  origin: string;
  close(): Promise<void>;
}

/** Serves `handle` on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function serve(
  port: number,
  handle: (request: HostRequest) => Promise<HostResponse>,
): Promise<HttpServer> {
  const server = createServer(async (message, response) => {
    try {
      const request = await readRequest(message);
      writeResponse(response, request ? await handle(request) : { status: 413 });
    } catch {
      // The caller hung up, or the host stopped under the request: nobody is left to answer.
      if (!response.headersSent) writeResponse(response, { status: 500 });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${taken}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
