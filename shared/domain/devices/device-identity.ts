import { isPlaceholderSerial, plainSerial } from './placeholder-serial.ts';

/** A NetBIOS name has at most this many characters; longer host names are cut to it. */
const NETBIOS_LENGTH = 15;

/** Default names of machines that were never named. */
const NOBODYS_NAMES: ReadonlySet<string> = new Set(['localhost', 'localhost4', 'localhost6', 'minwinpc', 'unknown']);

/**
 * Returns what two readings of the same serial number have in common: letters and digits, upper
 * case. Undefined for a number that identifies nothing ("To be filled by O.E.M.", "Default string",
 * "0", `SYS-1234567890`, ...).
 */
export function serialKey(serialNumber: string): string | undefined {
  return isPlaceholderSerial(serialNumber) ? undefined : plainSerial(serialNumber);
}

/**
 * Returns a host name without its domain, lower case. Undefined for none, an address, or what every
 * machine calls itself.
 */
export function hostName(name: string): string | undefined {
  return partsOf(name)?.host;
}

/** Returns the part of a host name that a NetBIOS name shares with it: its first 15 characters. */
export function netbiosKey(host: string): string {
  return host.slice(0, NETBIOS_LENGTH);
}

/**
 * Returns whether two host names can be of one device: equal, or one is the other cut to 15
 * characters; of two with a domain, the domains as well. Two longer ones that only begin alike are
 * two devices.
 */
export function isSameHost(one: string, other: string): boolean {
  const [first, second] = [partsOf(one), partsOf(other)];
  if (!first || !second || !isSameDomain(first.domain, second.domain)) return false;
  if (first.host === second.host) return true;
  const [short, long] = first.host.length < second.host.length ? [first.host, second.host] : [second.host, first.host];
  return short.length === NETBIOS_LENGTH && long.startsWith(short);
}

/** Returns whether a name is still the one that was read before: here a cut one is another one. */
export function isSameName(before: string, now: string): boolean {
  const [first, second] = [partsOf(before), partsOf(now)];
  return first !== undefined && first.host === second?.host && isSameDomain(first.domain, second.domain);
}

function isSameDomain(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}

function partsOf(name: string): { readonly host: string; readonly domain: string } | undefined {
  const bare = name
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .toLowerCase();
  if (/^[\d.]+$/.test(bare) || bare.includes(':')) return undefined;
  const [host = '', ...domain] = bare.split('.').map((part) => part.trim());
  if (host === '' || NOBODYS_NAMES.has(host)) return undefined;
  return { host, domain: domain.filter((part) => part !== '').join('.') };
}
