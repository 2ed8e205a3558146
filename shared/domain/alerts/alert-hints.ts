import { saysDisk } from '../../playbooks/disk-space/says-disk.ts';
import { saysOffline } from '../../playbooks/offline-device/says-offline.ts';
import { type RebootSaid, saysReboot } from '../../playbooks/pending-reboot/says-reboot.ts';
import type { TenantPatterns } from '../../policy/classification.ts';
import type { AlertPlaybook } from '../../policy/modes.ts';
import { matchPattern } from './alert-pattern.ts';
import type { AlertTexts } from './read-alert.ts';

/** One text of an alert pointing to a playbook. */
export interface Hint {
  readonly playbook: AlertPlaybook;
  readonly from: 'title' | 'message';
  /** A hint of strength 1 needs the alert's category on its side; one of 0 only names a volume. */
  readonly strength: 0 | 1 | 2;
  /** As `parseVolume` writes them. */
  readonly volumes?: readonly string[];
  /** Used percent above which Atera raises the alert. */
  readonly thresholdPercent?: number;
}

/** What the texts of an alert point to by the built-in words, and what they say about a reboot. */
export function builtInHints(alert: AlertTexts): { readonly hints: readonly Hint[]; readonly reboot: RebootSaid } {
  const disk = saysDisk(alert);
  const { thresholdPercent } = disk;
  const reboot = saysReboot(alert);
  const hints: Hint[] = [
    ...disk.sides.map(({ from, volumes, says }): Hint => {
      const limit = thresholdPercent === undefined ? {} : { thresholdPercent };
      return { playbook: 'disk-space', from, strength: says ? 2 : 0, volumes, ...limit };
    }),
    ...saysOffline(alert).map((said): Hint => ({ playbook: 'offline-device', ...said })),
    ...(reboot.due ? reboot.from : []).map((from): Hint => ({ playbook: 'pending-reboot', from, strength: 2 })),
  ];
  return { hints, reboot };
}

/** What a tenant's patterns recognise. A pattern with title and message counts as the title's word. */
export function tenantHints(alert: AlertTexts, patterns: TenantPatterns): Hint[] {
  const kinds = [
    ['disk-space', patterns.diskSpace],
    ['offline-device', patterns.offlineDevice],
    ['pending-reboot', patterns.pendingReboot],
  ] as const;
  return kinds.flatMap(([playbook, list]) =>
    list.flatMap((pattern): Hint[] => {
      const found = fits(pattern, alert);
      if (!found) return [];
      const { drive, thresholdPercent } = found;
      return [
        {
          playbook,
          from: pattern.title === undefined ? 'message' : 'title',
          strength: 2,
          ...(drive !== undefined && { volumes: [drive] }),
          ...(thresholdPercent !== undefined && { thresholdPercent }),
        },
      ];
    }),
  );
}

/** The first of the tenant's patterns for what is to be left alone that fits the alert, as it is written. */
export function vetoOf(alert: AlertTexts, { never }: TenantPatterns): string | undefined {
  const found = never.find((pattern) => fits(pattern, alert));
  return found && (found.title ?? found.message);
}

/** What the placeholders of a pattern stood for, when its title and its message fit, as far as it has them. */
function fits({ title, message }: TenantPatterns['never'][number], alert: AlertTexts) {
  const inTitle = title === undefined ? {} : matchPattern(title, alert.title);
  const inMessage = message === undefined ? {} : matchPattern(message, alert.message);
  return inTitle && inMessage && { ...inMessage, ...inTitle };
}
