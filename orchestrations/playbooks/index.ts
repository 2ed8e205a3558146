import type { Playbook as PlaybookName } from '../../shared/policy/policy.ts';
import type { Playbook } from '../runtime/playbook.ts';
import { diskSpace } from './disk-space/disk-space.ts';
import { offlineDevice } from './offline-device/offline-device.ts';
import { pendingReboot } from './pending-reboot/pending-reboot.ts';
import { siteIncident } from './site-incident/site-incident.ts';

/** The playbooks by name. CONTRIBUTING.md lists what else a new one needs. */
const playbooks: Readonly<Record<PlaybookName, Playbook>> = {
  'disk-space': diskSpace,
  'offline-device': offlineDevice,
  'pending-reboot': pendingReboot,
  'site-incident': siteIncident,
};

/** The playbook of a run. */
export function playbookOf({ subject }: { readonly subject: { readonly playbook: PlaybookName } }): Playbook {
  return playbooks[subject.playbook];
}
