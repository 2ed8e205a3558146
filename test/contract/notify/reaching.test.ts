import type { LookupAddress } from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { makePost } from '../../../shared/notify/channels/post.ts';
import { type Receiver, startReceiver } from '../../helpers/receivers/receiver.ts';
import { selfSignedCertificate } from '../../helpers/vendors/self-signed-certificate.ts';
import { startStandIn } from '../../helpers/vendors/stand-in-server.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

/** A receiver on this machine that takes everything. */
async function receiver(): Promise<Receiver> {
  const started = await startReceiver(new VirtualClock(), () => ({ status: 200 }));
  open.push(started);
  return started;
}

interface Reach {
  readonly port: number;
  readonly isDevelopment?: boolean;
  readonly hostname?: string;
  readonly scheme?: 'http' | 'https';
  readonly ca?: string;
}

/** Sends to a name whose addresses, by our resolver, follow one another; the guard of tests lets no other name pass. */
function reaching(
  { port, isDevelopment = true, hostname = 'localhost', scheme = 'http', ca }: Reach,
  ...answers: string[][]
) {
  const asked: string[] = [];
  const resolve = async (name: string): Promise<LookupAddress[]> => {
    asked.push(name);
    const addresses = answers[asked.length - 1] ?? answers.at(-1) ?? [];
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const post = makePost({ clock: new VirtualClock(), isDevelopment, resolve, ...(ca !== undefined && { ca }) });
  const address = { origin: `${scheme}://${hostname}:${port}`, hostname, path: '/' };
  return { asked, send: () => post({ address, headers: { 'content-type': 'text/plain' }, body: 'hello' }) };
}

const REFUSED = { status: undefined, code: 'ADDRESS_REFUSED' };

describe('a message', () => {
  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, IPv6', '::1'],
    ['a private network', '10.1.2.3'],
    ['a link-local address', '169.254.10.10'],
    ["a cloud's metadata", '169.254.169.254'],
    ["Azure's platform", '168.63.129.16'],
    ['a mapped address', '::ffff:127.0.0.1'],
    ['a translated address', '64:ff9b::7f00:1'],
    ['a unique local address', 'fd00::1'],
    ['the unspecified address', '0.0.0.0'],
  ])('to a name that leads to %s opens no connection', async (_, address) => {
    const { requests, port } = await receiver();
    const { send } = reaching({ port, isDevelopment: false }, [address]);

    expect(await send()).toEqual(REFUSED);
    expect(requests).toEqual([]);
  });

  it('is refused where even one of the addresses of a name is not public', async () => {
    const { port } = await receiver();
    const { send } = reaching({ port, isDevelopment: false }, ['93.184.216.34', '127.0.0.1']);

    expect(await send()).toEqual(REFUSED);
  });

  it('goes to the address that was checked, which is looked up once', async () => {
    const { requests, port } = await receiver();
    const { send, asked } = reaching({ port }, ['127.0.0.1'], ['127.0.0.2']);

    expect(await send()).toEqual({ status: 200 });
    expect(asked).toEqual(['localhost']);
    expect(requests.map(({ headers }) => headers.host)).toEqual([`localhost:${port}`]);
  });

  it('to a name that leads elsewhere by the next time is checked again, on no kept connection', async () => {
    const { requests, port } = await receiver();
    const { send, asked } = reaching({ port }, ['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1']);

    expect([await send(), await send(), await send()]).toEqual([{ status: 200 }, REFUSED, { status: 200 }]);
    expect(asked).toHaveLength(3);
    expect(requests).toHaveLength(2);
    expect(requests.every(({ headers }) => headers.connection === 'close')).toBe(true);
  });

  it('follows no redirect, not even to an allowed receiver', async () => {
    const [first, second] = [await receiver(), await receiver()];
    first.behave({ status: 307, headers: { location: second.url } });
    const { send } = reaching({ port: first.port }, ['127.0.0.1']);

    expect(await send()).toEqual({ status: 307 });
    expect(second.requests).toEqual([]);
  });

  it('goes through no proxy of the environment', async () => {
    const [proxy, target] = [await receiver(), await receiver()];
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: proxy.url, http_proxy: proxy.url, ALL_PROXY: proxy.url });
    try {
      expect(await reaching({ port: target.port }, ['127.0.0.1']).send()).toEqual({ status: 200 });
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
    expect(proxy.requests).toEqual([]);
  });

  it('to a name without an address says so', async () => {
    const { send } = reaching({ port: 1 }, []);

    expect(await send()).toEqual({ status: undefined, code: 'ENOTFOUND' });
  });

  it('is given to a server only with a certificate for its name', async () => {
    const tls = selfSignedCertificate();
    const server = await startStandIn((response) => response.end(), tls);
    open.push(server);
    const https = { port: server.port, scheme: 'https' } as const;

    const untrusted = await reaching({ ...https, hostname: '127.0.0.1' }).send();
    const ofOther = await reaching({ ...https, ca: tls.cert }, ['127.0.0.1']).send();
    const right = await reaching({ ...https, ca: tls.cert, hostname: '127.0.0.1' }).send();

    expect(untrusted).toEqual({ status: undefined, code: expect.stringMatching(/SELF_SIGNED|CERT/) });
    expect(ofOther).toEqual({ status: undefined, code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(right).toEqual({ status: 200 });
    expect(server.requests).toHaveLength(1);
  });

  it('is done with an answer that is endless', async () => {
    const clock = new VirtualClock();
    const server = await startStandIn((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    open.push(server);
    const post = makePost({ clock, isDevelopment: true });

    const sent = await post({
      address: { origin: server.url, hostname: '127.0.0.1', path: '/' },
      headers: {},
      body: '',
    });

    expect(sent).toEqual({ status: 200 });
  });

  it('that was taken is taken, though the answer never ends', async () => {
    const clock = new VirtualClock();
    const server = await startStandIn((response) => void response.writeHead(202).write('a'));
    open.push(server);
    const post = makePost({ clock, isDevelopment: true });

    const sending = post({ address: { origin: server.url, hostname: '127.0.0.1', path: '/' }, headers: {}, body: '' });
    while (clock.nextDue() !== clock.now() + 2_000) await new Promise(setImmediate);
    await clock.advance(2_000);

    expect(await sending).toEqual({ status: 202 });
  });
});
