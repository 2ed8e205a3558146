import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

export interface NetworkGuard {
  /** Names and forgets the outside hosts that were refused since the last call. */
  takeRefused(): string[];
}

/** Loopback, unspecified (a server's own address) and `localhost`; everything else is outside. */
function isLocal(host: string): boolean {
  return host === 'localhost' || /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|0\.0\.0\.0|::)$/.test(host);
}

/**
 * The host and port that `net.Socket.connect` was asked for, or undefined for a pipe. Node also
 * passes itself an array.
 */
function destination(args: unknown[]): { host: string; port: unknown } | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return undefined;
    return {
      host: 'host' in first && first.host ? String(first.host) : 'localhost',
      port: 'port' in first && first.port,
    };
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  return { host: typeof second === 'string' ? second : 'localhost', port: first };
}

/**
 * Refuses every TCP connection and name look-up that leaves this machine, and remembers it in case
 * the code shrugs it off.
 */
export function guardNetwork(): NetworkGuard {
  const refused: string[] = [];

  function refusal(what: string): Error {
    refused.push(what);
    return Object.assign(new Error(`Tests must not reach the network: ${what} is not on this machine`), {
      code: 'ECONNREFUSED',
    });
  }

  net.Socket.prototype.connect = new Proxy(net.Socket.prototype.connect, {
    apply(target, socket: net.Socket, args: unknown[]) {
      const to = destination(args);
      if (!to || isLocal(to.host)) return Reflect.apply(target, socket, args);
      return socket.destroy(refusal(`${to.host}:${to.port}`));
    },
  });
  dns.lookup = new Proxy(dns.lookup, {
    apply(target, self, args: unknown[]) {
      const callback = args.at(-1);
      if (isLocal(String(args[0])) || net.isIP(String(args[0])) || typeof callback !== 'function') {
        return Reflect.apply(target, self, args);
      }
      const error = refusal(String(args[0]));
      process.nextTick(() => callback(error));
    },
  });
  dns.promises.lookup = new Proxy(dns.promises.lookup, {
    apply(target, self, args: unknown[]) {
      const host = String(args[0]);
      return isLocal(host) || net.isIP(host) ? Reflect.apply(target, self, args) : Promise.reject(refusal(host));
    },
  });
  syncBuiltinESMExports();

  return { takeRefused: () => refused.splice(0) };
}
