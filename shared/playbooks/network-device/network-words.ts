import { plainText } from '../../domain/text/plain-text.ts';
import { utc } from '../../domain/tickets/ticket-text.ts';
import { blindness, type Reading, type Watcher } from './decide-network.ts';

/** Long enough for any host name, short enough for a sentence. */
const MAX_NAME = 64;

/** As many as a sentence may hold. */
const MOST_PORTS = 10;

const KINDS = { snmp: 'SNMP', tcp: 'TCP', http: 'HTTP', generic: 'generic monitor' } as const;

/** `SNMP, 198.51.100.1`: how it is watched and where; undefined when that is not known. */
export function monitorText(reading: Reading | undefined): string | undefined {
  if (!reading?.read) return undefined;
  const host = plainText(reading.hostname, MAX_NAME);
  return host === '' ? KINDS[reading.kind] : `${KINDS[reading.kind]}, ${host}`;
}

/** What Atera's row says of the device, and what that is worth, in whole sentences. */
export function stateText(reading: Reading | undefined, inspectedAt: number): string {
  const read = `read ${utc(inspectedAt)}`;
  if (!reading) return 'The state of the device was not read this time.';
  if (!reading.read) return `The state of the device is not known: ${WHY_NOT[reading.why]} (${read}).`;
  const { up, kind } = reading;
  if (blindness(reading))
    return `Atera's row says ${saysText(reading)} (${read}), which is as of an unknown time: whether the device is up or down is not known.`;
  if (up !== undefined)
    return `Atera: ${saysText(reading)} when it was last checked (${read}; Atera does not report when that was).`;
  if (kind === 'generic') return `A generic monitor has no state to read (${read}): only its alert says so.`;
  return `Atera does not report whether the device is up (${read}): only its alert says so.`;
}

/** Why there is no row, in a clause. */
const WHY_NOT = {
  'not-listed':
    'Atera lists no such device under the GUID of its alert, or it was added since the devices were last listed',
  'not-allowed': 'Atera does not let the app read monitored devices (its API key lacks the right for devices)',
  gone: 'Atera does not know the device by its id any more',
} as const;

function saysText({ up, closedPorts }: Extract<Reading, { read: true }>): string {
  if (up === undefined) return 'nothing of its state';
  if (up) return 'up';
  const ports = closedPorts.slice(0, MOST_PORTS).join(', ');
  const more = closedPorts.length > MOST_PORTS ? ' and more' : '';
  return ports === '' ? 'down' : `down, no answer on port ${ports}${more}`;
}

/** Which agent watches the device and whether it can, in whole sentences; '' when that was not read. */
export function watcherText(reading: Reading | undefined): string {
  if (!reading?.read) return '';
  const { watcher, monitored } = reading;
  const paused = monitored === false ? ' Watching it is paused in Atera.' : '';
  if (!watcher) return ` Which agent watches it is not reported.${paused}`;
  return ` ${watcherState(watcher)}${paused}`;
}

function watcherState(watcher: Watcher): string {
  const name = watcherName(watcher);
  if (!watcher.found) return `It is watched by ${name}, which Atera does not know any more.`;
  if (watcher.online === undefined) return `It is watched by ${name}; Atera does not report whether that is online.`;
  if (watcher.online) return `It is watched by ${name}, which is online.`;
  const seen =
    watcher.lastSeenAt === undefined ? '' : ` (not seen since ${utc(watcher.lastSeenAt)}, as Atera last reported)`;
  return `It is watched by ${name}, which is offline${seen}.`;
}

/** `the agent NW-SRV-01`. */
export function watcherName({ name = '', agentId }: Watcher): string {
  return `the agent ${plainText(name, MAX_NAME) || agentId}`;
}

/** Why nothing can be known of a device, in a clause. */
export function blindText(reading: Reading | undefined): string {
  if (!reading?.read) return 'its state cannot be read';
  const { watcher } = reading;
  const name = watcher ? watcherName(watcher) : 'the agent that watches it';
  switch (blindness(reading)) {
    case 'paused':
      return 'watching it is paused in Atera';
    case 'watcher-away':
      return `${name}, which watches it, is offline`;
    case 'watcher-gone':
      return `${name}, which watched it, is not in Atera any more`;
    default:
      return `its row says up, and whether ${name} can see it now is not reported`;
  }
}
