/**
 * The kinds of device that Atera watches without an agent on them; each has endpoints of its own.
 */
export const NETWORK_KINDS = ['snmp', 'tcp', 'http', 'generic'] as const;

/** One of `NETWORK_KINDS`. */
export type NetworkKind = (typeof NETWORK_KINDS)[number];
