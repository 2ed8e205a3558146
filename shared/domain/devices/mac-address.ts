/**
 * Prefixes that hypervisors, VPN clients and docks give to addresses of their own, in upper case
 * (IEEE registry, vendors' manuals).
 */
const VIRTUAL_PREFIXES: readonly string[] = [
  ...['000569', '000C29', '001C14', '005056', '080027', '00155D', '0003FF', '00163E', '001C42', '001DD8'],
  ...['00FF', '00090F', '00059A', '005345'],
];

/**
 * Prefixes of adapters that wander from device to device in docks and on cables (Realtek, ASIX,
 * DisplayLink).
 */
const DOCK_PREFIXES: readonly string[] = ['00E04C', '000EC6', '8CAE4C', '00249B', '0050B6', 'A0CEC8', '00E04D'];

/**
 * Bits of the first octet: sent to many, and assigned by whoever runs the machine rather than by
 * its maker.
 */
const MULTICAST = 0x01;
const LOCAL = 0x02;

/**
 * Returns a MAC address as 12 upper-case hex digits, whatever stands between them; undefined for
 * one that identifies no device: unreadable, all zeros or ones, assigned locally (virtual machines,
 * randomised Wi-Fi), of a hypervisor, a VPN or a dock.
 */
export function macKey(address: string): string | undefined {
  const key = address
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s:.-]/g, '');
  if (!/^[0-9A-F]{12}$/.test(key) || new Set(key).size <= 2) return undefined;
  const first = Number.parseInt(key.slice(0, 2), 16);
  if ((first & MULTICAST) !== 0 || (first & LOCAL) !== 0) return undefined;
  return [...VIRTUAL_PREFIXES, ...DOCK_PREFIXES].some((prefix) => key.startsWith(prefix)) ? undefined : key;
}

/** Returns the addresses that can identify a device, each once. */
export function macKeys(addresses: readonly string[] = []): readonly string[] {
  return [...new Set(addresses.flatMap((address) => macKey(address) ?? []))];
}
