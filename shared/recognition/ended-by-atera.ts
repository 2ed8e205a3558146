import { type AlertOrigin, selfResolves } from '../domain/alerts/self-resolves.ts';
import { isPlaybook, playbookNamed } from '../playbooks/index.ts';

/**
 * Returns whether Atera takes the alert away by itself: by its texts, unless Atera has no monitor
 * for what its playbook is about.
 */
export function endedByAtera(alert: AlertOrigin & { readonly playbook: string }): boolean {
  const recognition = isPlaybook(alert.playbook) ? playbookNamed(alert.playbook).recognition : undefined;
  return recognition?.byAteraItself !== false && selfResolves(alert);
}
