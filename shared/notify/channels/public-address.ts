import { isIP } from 'node:net';

/** Answers to virtual machines in Azure as the platform itself (WireServer, DNS), though it looks public. */
const AZURE_PLATFORM = '168.63.129.16';

/** Where IPv6 addresses are given out for the whole internet. */
const GLOBAL_IPV6 = ['2000::', 3] as const;

/**
 * Returns true for an IP address that the whole internet reaches: none of this machine, a private
 * or local network, a carrier, a translation of IPv4, a cloud's metadata, or a reserved range.
 */
export async function isPublicAddress(ip: string): Promise<boolean> {
  // The library reads `1.2.3` and `0x7f.1` as addresses as well; no resolver answers so.
  if (isIP(ip) === 0 || ip === AZURE_PLATFORM) return false;
  // By `default`: it is CommonJS. Loaded with the first message: the start needs none of it.
  const { default: ipaddr } = await import('ipaddr.js');
  const address = ipaddr.parse(ip);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv4') return true;
  const [network, bits] = GLOBAL_IPV6;
  return address.match(ipaddr.IPv6.parse(network), bits);
}
