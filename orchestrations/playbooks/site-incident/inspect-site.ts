import type { Suspicion } from '../../../shared/domain/evidence/suspicion.ts';
import type { WatchedSite } from '../../../shared/domain/sites/site-watch.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Look } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';

type Deps = Pick<ActivityDeps, 'conditions' | 'directory' | 'sites' | 'clock'>;

interface Input {
  readonly subject: Subject;
}

/** What is known of a customer's site. */
export interface SiteLook extends Look {
  /** The latest one; absent when it has been over for more than a day. */
  readonly incident?: WatchedSite;
  readonly vendorQuiet: boolean;
  /** The last suspicion of Atera that is over. */
  readonly suspicion?: Suspicion;
  /** Names of the customer's devices that are away, as many as a ticket may show. */
  readonly deviceNames: readonly string[];
}

/** More than a ticket names; it says how many more there are. */
const MOST_NAMES = 50;

/** What the site rule found at the last poll, from our tables alone: no request. Changes nothing. */
export function makeInspectSite({ conditions, directory, sites, clock }: Deps) {
  return async ({ subject: { customerId } }: Input): Promise<SiteLook> => {
    const watch = await sites.get();
    const incident = watch?.incidents.find((one) => one.customerId === customerId);
    const away = await conditions.list({ state: 'open', customerId, playbook: 'offline-device' }, { top: MOST_NAMES });
    // Devices that Atera no longer has are not back, though nobody calls them quiet.
    const deviceFound = customerId !== undefined && (await hasDevices(directory, customerId));
    return {
      // No alert of Atera's is about a site.
      ...{ alertOpen: false, alertIds: [], openAlertIds: [], deviceFound, lookedAt: clock.now() },
      ...(incident && { incident }),
      vendorQuiet: watch?.vendorQuietSince !== undefined,
      ...(watch?.suspicion && { suspicion: watch.suspicion }),
      deviceNames: away.rows.flatMap(({ deviceName }) => deviceName ?? []),
    };
  };
}

async function hasDevices(directory: Deps['directory'], customerId: number): Promise<boolean> {
  for await (const _ of directory.agents(customerId)) return true;
  return false;
}
