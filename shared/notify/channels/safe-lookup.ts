import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Every address of a name, as the machine resolves it. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Why a connection was not even begun. `code` marks it among the errors of sockets. */
class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/;

/**
 * Returns the look-up that a connection is made with: whatever it answers has been checked, and is
 * what the socket connects to. A name that leads to even one address that is not public is refused
 * as a whole. In development this machine is allowed, nothing else that is not public.
 */
export function safeLookup(resolve: Resolve, isDevelopment: boolean): LookupFunction {
  return (hostname, options, callback) => {
    checked(resolve, hostname, isDevelopment).then(
      (found) => {
        const [first] = found;
        if (options.all) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

async function checked(
  resolve: Resolve,
  hostname: string,
  isDevelopment: boolean,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  const [first, ...others] = await resolve(hostname);
  if (!first) throw Object.assign(new Error('The name has no address'), { code: 'ENOTFOUND' });
  for (const { address } of [first, ...others]) {
    const isAllowed = (isDevelopment && LOOPBACK.test(address)) || (await isPublicAddress(address));
    if (!isAllowed) throw new AddressRefused('The name leads to an address that is not public');
  }
  return [first, ...others];
}
