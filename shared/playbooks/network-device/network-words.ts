import { plainText } from '../../domain/text/plain-text.ts';
import type { Language } from '../../texts/language.ts';
import { blindness, type Reading, type Watcher } from './decide-network.ts';
import { networkTexts } from './texts/index.ts';

/** Long enough for any host name, short enough for a sentence. */
const MAX_NAME = 64;

/** As many as a sentence may hold. */
const MOST_PORTS = 10;

const PROTOCOLS = { snmp: 'SNMP', tcp: 'TCP', http: 'HTTP' } as const;

/** `SNMP, 198.51.100.1`: how it is watched and where; undefined when that is not known. */
export function monitorText(reading: Reading | undefined, language: Language): string | undefined {
  if (!reading?.read) return undefined;
  const { kind, hostname } = reading;
  const monitor = kind === 'generic' ? networkTexts(language).genericMonitor : PROTOCOLS[kind];
  const host = plainText(hostname, MAX_NAME);
  return host === '' ? monitor : `${monitor}, ${host}`;
}

/** Returns what Atera's row says of the device, and what that is worth, in whole sentences. */
export function stateText(reading: Reading | undefined, at: number, language: Language): string {
  const texts = networkTexts(language);
  if (!reading) return texts.stateNotRead;
  if (!reading.read) return texts[WHY_NOT[reading.why]]({ at });
  const { up, kind } = reading;
  if (blindness(reading)) return texts.blindState({ says: saysText(reading, language), at });
  if (up !== undefined) return texts.state({ says: saysText(reading, language), at });
  return kind === 'generic' ? texts.genericHasNoState({ at }) : texts.stateNotReported({ at });
}

/** Why there is no row. */
const WHY_NOT = { 'not-listed': 'notListed', 'not-allowed': 'notAllowed', gone: 'deviceGone' } as const;

function saysText({ up, closedPorts }: Extract<Reading, { read: true }>, language: Language): string {
  const texts = networkTexts(language);
  if (up === undefined) return texts.saysNothing;
  if (up) return texts.saysUp;
  if (closedPorts.length === 0) return texts.saysDown;
  const ports = closedPorts.slice(0, MOST_PORTS).join(', ');
  return closedPorts.length > MOST_PORTS ? texts.saysDownOnMorePorts({ ports }) : texts.saysDownOnPorts({ ports });
}

/**
 * Returns which agent watches the device and whether it can, in whole sentences that begin with a
 * blank; '' when that was not read.
 */
export function watcherText(reading: Reading | undefined, language: Language): string {
  if (!reading?.read) return '';
  const texts = networkTexts(language);
  const { watcher, monitored } = reading;
  const state = watcher ? watcherState(watcher, language) : texts.watcherNotReported;
  return monitored === false ? ` ${state} ${texts.watchingPaused}` : ` ${state}`;
}

function watcherState(watcher: Watcher, language: Language): string {
  const texts = networkTexts(language);
  const agent = watcherName(watcher);
  const { found, online, lastSeenAt } = watcher;
  if (!found) return texts.watcherNotKnown({ agent });
  if (online === undefined) return texts.watcherOnlineNotReported({ agent });
  if (online) return texts.watcherOnline({ agent });
  return lastSeenAt === undefined
    ? texts.watcherOffline({ agent })
    : texts.watcherOfflineLastSeen({ agent, lastSeenAt });
}

/** `NW-SRV-01`, or the agent's number. */
export function watcherName({ name = '', agentId }: Watcher): string {
  return plainText(name, MAX_NAME) || String(agentId);
}

/** Returns why nothing can be known of a device, without a full stop. */
export function blindText(reading: Reading | undefined, language: Language): string {
  const texts = networkTexts(language);
  if (!reading?.read) return texts.blindNotRead;
  const { watcher } = reading;
  const blind = blindness(reading);
  if (blind === 'paused') return texts.blindPaused;
  if (!watcher) return texts.blindNoWatcher;
  const agent = watcherName(watcher);
  if (blind === 'watcher-away') return texts.blindWatcherAway({ agent });
  return blind === 'watcher-gone' ? texts.blindWatcherGone({ agent }) : texts.blindWatcherUnknown({ agent });
}
