import type { Playbook as PlaybookName } from '../shared/policy/policy.ts';
import type { Playbook } from './playbook.ts';
import { diskSpace } from './playbooks/disk-space.ts';
import { offlineDevice } from './playbooks/offline-device.ts';
import { pendingReboot } from './playbooks/pending-reboot.ts';
import { siteIncident } from './playbooks/site-incident.ts';

/** The playbooks by name. CONTRIBUTING.md lists what else a new one needs. */
export const playbooks: Partial<Record<PlaybookName, Playbook>> = {
  'disk-space': diskSpace,
  'offline-device': offlineDevice,
  'pending-reboot': pendingReboot,
  'site-incident': siteIncident,
};

/** The playbook of a run. Throws for a name without one: the run is recorded as broken off. */
export function playbookOf({ subject }: { readonly subject: { readonly playbook: PlaybookName } }): Playbook {
  const playbook = playbooks[subject.playbook];
  if (!playbook) throw new Error(`There is no playbook ${subject.playbook}`);
  return playbook;
}
