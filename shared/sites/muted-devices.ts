import type { DirectoryAgent } from '../domain/devices/directory-agent.ts';
import { isInForce, type Mute, type MuteSubject, muteOf } from '../domain/mutes/mute.ts';

interface Counted {
  readonly agents: ReadonlyMap<string, DirectoryAgent>;
  /** What is reported of devices without an agent. */
  readonly down: readonly MuteSubject[];
  /** The playbook and the condition of a device that is away. */
  readonly away: Pick<MuteSubject, 'playbook' | 'conditionKey'>;
}

/**
 * Returns the devices whose silence a person wants left alone at `now` (epoch ms): they leave
 * numerator and denominator of the site rule.
 */
export function mutedDevices(mutes: readonly Mute[], { agents, down, away }: Counted, now: number): Set<string> {
  const holding = mutes.filter((mute) => isInForce(mute, now));
  if (holding.length === 0) return new Set();
  const isMuted = (subject: MuteSubject) => muteOf(holding, subject, now) !== undefined;
  const offline = [...agents].filter(([key, { customerId }]) => isMuted({ ...away, deviceKey: key, customerId }));
  return new Set([...offline.map(([key]) => key), ...down.filter(isMuted).map(({ deviceKey = '' }) => deviceKey)]);
}
