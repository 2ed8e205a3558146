/** Serial numbers that boards, virtual machines and installers carry by the thousand, without blanks and punctuation. */
const JUNK_SERIALS: ReadonlySet<string> = new Set([
  ...['TOBEFILLEDBYOEM', 'FILLEDBYOEM', 'OEM', 'DEFAULTSTRING', 'DEFAULT', 'STANDARD', 'SYSTEMSERIALNUMBER'],
  ...['SERIALNUMBER', 'CHASSISSERIALNUMBER', 'BASEBOARDSERIALNUMBER', 'NOTSPECIFIED', 'NOTAPPLICABLE'],
  ...['NOTAVAILABLE', 'NONE', 'NULL', 'EMPTY', 'UNKNOWN', 'INVALID', 'VMWARE', 'VIRTUALBOX'],
  ...['0123456789', '123456789', '1234567890', '12345678', 'ABCDEFGH'],
]);

/** Vendors use 7 characters and more; what is shorter tells too little to act on. */
const SHORTEST_SERIAL = 5;

/** A NetBIOS name has at most this many characters; longer host names are cut to it. */
const NETBIOS_LENGTH = 15;

/**
 * What two readings of the same serial number have in common: letters and digits, upper case. Undefined for a number that
 * identifies nothing ("To be filled by O.E.M.", "Default string", "0", "None", ...).
 */
export function serialKey(serialNumber: string): string | undefined {
  const key = serialNumber.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const isOneCharacter = /^(.)\1*$/u.test(key);
  return key.length < SHORTEST_SERIAL || isOneCharacter || JUNK_SERIALS.has(key) ? undefined : key;
}

/** A host name without its domain, lower case. Undefined for none, an address, or what every machine calls itself. */
export function hostName(name: string): string | undefined {
  const bare = name.trim().toLowerCase();
  if (/^[\d.]+$/.test(bare) || bare.includes(':')) return undefined;
  const [host = ''] = bare.split('.');
  return host === '' || host === 'localhost' ? undefined : host;
}

/** The part of a host name that a NetBIOS name shares with it: its first 15 characters. */
export function netbiosKey(host: string): string {
  return host.slice(0, NETBIOS_LENGTH);
}

/**
 * Whether two host names (from `hostName`) can be of one device: equal, or one is the other cut to 15 characters. Two
 * longer ones that only begin alike are two devices.
 */
export function isSameHost(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length === NETBIOS_LENGTH && long.startsWith(short);
}
