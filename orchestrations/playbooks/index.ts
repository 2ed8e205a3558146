import type { PlaybookName } from '../../shared/playbooks/index.ts';
import type { Playbook } from '../runtime/playbook.ts';
import { diskSpaceFlow } from './disk-space/disk-space.ts';
import { networkDeviceFlow } from './network-device/network-device.ts';
import { offlineDeviceFlow } from './offline-device/offline-device.ts';
import { pendingRebootFlow } from './pending-reboot/pending-reboot.ts';
import { serviceStoppedFlow } from './service-stopped/service-stopped.ts';
import { siteIncidentFlow } from './site-incident/site-incident.ts';
import { trackedAlertFlow } from './tracked-alert/tracked-alert.ts';

/**
 * The flows of the playbooks, in the order of `shared/playbooks/index.ts`, which has the other half
 * of each.
 */
export const playbooks: readonly Playbook[] = [
  diskSpaceFlow,
  offlineDeviceFlow,
  networkDeviceFlow,
  pendingRebootFlow,
  serviceStoppedFlow,
  siteIncidentFlow,
  trackedAlertFlow,
];

const byName: ReadonlyMap<string, Playbook> = new Map(
  playbooks.map((playbook) => [playbook.definition.name, playbook]),
);

/** Returns the playbook of a run. Throws for one without a flow. */
export function playbookOf({ subject }: { readonly subject: { readonly playbook: PlaybookName } }): Playbook {
  const playbook = byName.get(subject.playbook);
  if (!playbook) throw new Error(`The playbook ${subject.playbook} has no flow`);
  return playbook;
}
