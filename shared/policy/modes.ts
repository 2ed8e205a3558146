import { z } from 'zod';
import { byCustomer } from './fields.ts';

/** The trust ladder, lowest first: each step may do all that the ones before it may. */
export const modes = ['observe', 'propose', 'approve', 'auto'] as const;

/** One step of the trust ladder. */
export type Mode = (typeof modes)[number];

/** The playbooks there are, by the name they have in outcomes and keys. A site incident is many offline devices at once. */
export const playbookNames = ['disk-space', 'offline-device', 'pending-reboot', 'site-incident'] as const;

/** One of `playbookNames`. */
export type Playbook = (typeof playbookNames)[number];

/** The playbooks that an alert can belong to. */
export type AlertPlaybook = Exclude<Playbook, 'site-incident'>;

/** Under which name the policy file has each playbook. */
const sectionOf = {
  'disk-space': 'diskSpace',
  'offline-device': 'offlineDevice',
  'pending-reboot': 'pendingReboot',
  'site-incident': 'offlineDevice',
} as const satisfies Record<Playbook, string>;

/** True for the name of a playbook. */
export function isPlaybook(name: string): name is Playbook {
  return Object.hasOwn(sectionOf, name);
}

/** The most a playbook may be given: worklets and reboots need an approval, and offline devices get no command. */
const highest: Readonly<Record<Playbook, Mode>> = {
  'disk-space': 'approve',
  'offline-device': 'auto',
  'pending-reboot': 'approve',
  'site-incident': 'auto',
};

const AUTO_REFUSED =
  'auto is refused for now: a worklet or a reboot has not yet proven itself enough to run on a device without an approval; approve is the highest here';

const withoutAuto = (description: string) =>
  z
    .enum(['observe', 'propose', 'approve'], {
      error: ({ input }) => (input === 'auto' ? AUTO_REFUSED : 'must be observe, propose or approve'),
    })
    .optional()
    .meta({ unit: 'mode', description });

const playbookModes = z.strictObject({
  diskSpace: withoutAuto('Disk space. Not given: observe, or for a listed customer what `modes.default` says.'),
  offlineDevice: z
    .enum(modes, 'must be observe, propose, approve or auto')
    .optional()
    .meta({ unit: 'mode', description: 'Offline device; the same.' }),
  pendingReboot: withoutAuto('Pending reboot; the same.'),
});

/** What each playbook may do, by customer. */
export const modesSection = z.strictObject({
  default: playbookModes
    .prefault({})
    .meta({ description: 'For customers that are not listed, and alerts without one.' }),
  customers: byCustomer(playbookModes).meta({ description: 'For single customers.' }),
});

/** True when `mode` allows what `needed` allows. */
export function modeAllows(mode: Mode, needed: Mode): boolean {
  return modes.indexOf(mode) >= modes.indexOf(needed);
}

/**
 * What a playbook may do for a customer now: the lowest of the setting REMEDIATION_MODE (`ceiling`), the playbook's own
 * ceiling and the policy. A policy without a `modes` section sets no limit of its own; with one, whoever it does not
 * name is observed.
 */
export function effectiveMode(
  policy: { readonly modes?: z.output<typeof modesSection> | undefined },
  ceiling: Mode,
  playbook: Playbook,
  customerId: number | undefined,
): Mode {
  return lower(lower(ceiling, highest[playbook]), givenMode(policy.modes, playbook, customerId));
}

function givenMode(
  section: z.output<typeof modesSection> | undefined,
  playbook: Playbook,
  customerId: number | undefined,
): Mode {
  if (!section) return 'auto';
  const name = sectionOf[playbook];
  const listed = customerId === undefined ? undefined : section.customers[String(customerId)];
  return listed?.[name] ?? section.default[name] ?? 'observe';
}

function lower(one: Mode, other: Mode): Mode {
  return modeAllows(one, other) ? other : one;
}
