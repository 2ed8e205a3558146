import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a service of this machine that can be shut: then connections are refused, and open ones cut. */
export interface Gate {
  readonly port: number;
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Opens a gate to a port of 127.0.0.1, on a port that stays the same. */
export async function openGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let server = makeServer(target, sockets);
  const port = await listen(server, 0);
  return {
    port,
    async shut() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
    async open() {
      server = makeServer(target, sockets);
      await listen(server, port);
    },
  };
}

function makeServer(target: number, sockets: Set<Socket>): Server {
  return createServer((incoming) => {
    const outgoing = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
