import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { WatchedSite } from '../../../shared/domain/sites/site-watch.ts';
import type { Suspicion } from '../../../shared/domain/sites/suspicion.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import { offlineDevice } from '../../../shared/playbooks/offline-device/definition.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Inspection } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';

type Deps = Pick<ActivityDeps, 'conditions' | 'directory' | 'sites' | 'clock'>;

interface Input {
  readonly subject: Subject;
}

/** What is known of a customer's site. */
export interface SiteInspection extends Inspection {
  /** The latest one; absent when it has been over for more than a day. */
  readonly incident?: WatchedSite;
  /** When the poll listed the alerts that its devices are counted by. Epoch ms. */
  readonly listedAt?: number | undefined;
  readonly vendorQuiet: boolean;
  /** The last suspicion of Atera that has ended. */
  readonly suspicion?: Suspicion;
  /** Names of the customer's devices that are away, as many as a ticket may show. */
  readonly deviceNames: readonly string[];
  /**
   * Names of its monitored devices without an agent that have a device-down alert and no ticket of
   * their own.
   */
  readonly monitoredNames?: readonly string[];
}

/** More than a ticket names; it says how many more there are. */
const MOST_NAMES = 50;

const LISTED_LATE_MS = 10 * MINUTE_MS;

/**
 * Returns what the site rule found at the last poll, from our tables alone: no request. Changes
 * nothing.
 */
export function makeInspectSite({ conditions, directory, sites, clock }: Deps) {
  return async ({ subject: { customerId } }: Input): Promise<SiteInspection> => {
    const watch = await sites.get();
    const incident = watch?.incidents.find((one) => one.customerId === customerId);
    const open = async (playbook: string) => {
      const { rows } = await conditions.list({ state: 'open', customerId, playbook }, { top: MOST_NAMES });
      return rows.filter((row) => isPartOf(row, incident));
    };
    const away = await open(offlineDevice.name);
    const monitored = (await open(networkDevice.name)).filter(({ ticketId }) => ticketId === undefined);
    // Devices that Atera no longer has are not back, though they no longer count as quiet.
    const deviceFound = customerId !== undefined && (await hasDevices(directory, customerId));
    return {
      // No alert of Atera's is about a site.
      ...{ alertOpen: false, alertIds: [], openAlertIds: [], deviceFound, inspectedAt: clock.now() },
      ...(incident && { incident, listedAt: watch?.judgedAt }),
      vendorQuiet: watch?.vendorQuietSince !== undefined,
      ...(watch?.suspicion && { suspicion: watch.suspicion }),
      deviceNames: away.flatMap(({ deviceName }) => deviceName ?? []),
      monitoredNames: monitored.flatMap(({ deviceName }) => deviceName ?? []),
    };
  };
}

/**
 * Of a part of a site only what was opened with it; a poll lists an alert minutes after it was
 * raised.
 */
function isPartOf({ openedAt }: Condition, incident: WatchedSite | undefined): boolean {
  const { part } = incident ?? {};
  return !part || (openedAt >= part.from && openedAt <= part.until + LISTED_LATE_MS);
}

async function hasDevices(directory: Deps['directory'], customerId: number): Promise<boolean> {
  for await (const _ of directory.agents(customerId)) return true;
  return false;
}
