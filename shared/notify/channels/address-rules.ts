import type { Channel } from '../../policy/sections/notify-section.ts';

/** What decides which addresses may be reached. */
export interface AddressRules {
  /** Hosts of NOTIFY_HOSTS: `name`, `*.name`, each with `:port` or for port 443. */
  readonly hosts: readonly string[];
  /** Development without a vault: this machine may be reached as well, by http too. */
  readonly isDevelopment: boolean;
}

/** An address as it is reached: `path` with its query, byte for byte as it was given. */
export interface Address {
  readonly origin: string;
  readonly hostname: string;
  readonly path: string;
}

/** Where Microsoft's Workflows are triggered, and where Slack takes messages. */
const USUAL_HOSTS: Readonly<Record<Channel['type'], readonly string[]>> = {
  teams: [
    '*.environment.api.powerplatform.com',
    '*.logic.azure.com',
    '*.azure-api.net',
    'api.powerautomate.com',
    '*.api.powerautomate.com',
  ],
  slack: ['hooks.slack.com'],
  webhook: [],
};

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Longer ones are none that a receiver gives out. */
const MAX_LENGTH = 2_048;

/**
 * Scheme, authority, path and query. Visible ASCII only: everything else is written differently by
 * each program that reads it.
 */
const SHAPE = /^(https?):\/\/([^/?#@\\]+)(\/[^#\\]*)?$/;

/**
 * Returns the address of a text, or why it must not be reached; the reason holds no part of it.
 */
export function checkedAddress(
  text: string,
  type: Channel['type'],
  { hosts, isDevelopment }: AddressRules,
): Address | { readonly refused: string } {
  const [, scheme, authority = '', path = '/'] = SHAPE.exec(text) ?? [];
  if (text.length > MAX_LENGTH || !/^[\x21-\x7e]+$/.test(text) || scheme === undefined || !URL.canParse(text))
    return { refused: 'is no https address (without a user name, a # or anything but plain characters)' };
  const { hostname, port, origin } = new URL(text);
  // A host in hex or octal, with a number too few or in other letters is another one than it seems.
  if (!isAsWritten(authority, hostname)) return { refused: 'has a host that is written in an unusual way' };
  const isLocal = isDevelopment && LOOPBACK.includes(hostname);
  if (isLocal) return { origin, hostname, path };
  if (scheme !== 'https') return { refused: 'does not begin with https://' };
  const allowed = [...USUAL_HOSTS[type], ...hosts];
  if (allowed.some((host) => isOf(host, hostname, port))) return { origin, hostname, path };
  return { refused: `leads to a host (or port) that is no usual one of ${type} and not in NOTIFY_HOSTS` };
}

function isAsWritten(authority: string, hostname: string): boolean {
  return authority.toLowerCase().replace(/:\d{1,5}$/, '') === hostname;
}

/** `*.name` is anything below a name, not the name itself. Names end in letters: none is an IP address. */
function isOf(allowed: string, hostname: string, port: string): boolean {
  const [, name = '', itsPort = ''] = /^([^:]+)(?::(\d+))?$/.exec(allowed.toLowerCase()) ?? [];
  if (name === '' || port !== itsPort.replace(/^443$/, '')) return false;
  return name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name;
}
