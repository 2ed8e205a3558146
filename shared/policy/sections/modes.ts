import { z } from 'zod';
import {
  type AnyPlaybook,
  type PlaybookName,
  playbookNamed,
  playbooks,
  type SectionSchemas,
} from '../../playbooks/index.ts';
import { byCustomer } from '../fields.ts';
import { lower, type Mode, modes } from '../ladder.ts';

const AUTO_REFUSED =
  'auto is refused for now: a worklet or a reboot has not yet proven itself enough to run on a device without an approval; approve is the highest here';

type SectionModes = { readonly [Section in keyof SectionSchemas]: z.ZodOptional<z.ZodType<Mode>> };

function modeOf({ label, ceiling }: AnyPlaybook) {
  const description = `${label.en}. Not given: observe, or for a listed customer what \`modes.default\` says.`;
  const allowed = modes.slice(0, modes.indexOf(ceiling) + 1);
  const names = `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`;
  return z
    .enum(allowed, {
      error: ({ input }) => (input === 'auto' && ceiling === 'approve' ? AUTO_REFUSED : `must be ${names}`),
    })
    .optional()
    .meta({ unit: 'mode', description, widens: { up: modes } });
}

// One mode for each section of the policy: a playbook that shares a section has its mode.
const own = playbooks.filter(({ policy }) => !policy.isShared);

const playbookModes = z.strictObject(
  Object.fromEntries(own.map((playbook) => [playbook.policy.section, modeOf(playbook)])) as unknown as SectionModes,
);

/** What each playbook may do, by customer. */
export const modesSection = z.strictObject({
  default: playbookModes
    .prefault({})
    .meta({ description: 'For customers that are not listed, and alerts without one.' }),
  customers: byCustomer(playbookModes).meta({ description: 'For single customers.' }),
});

/**
 * Returns what a playbook may do for a customer now: the lowest of the setting REMEDIATION_MODE
 * (`ceiling`), the playbook's own ceiling and the policy. A policy without a `modes` section sets
 * no limit of its own; with one, whoever it does not name is observed.
 */
export function effectiveMode(
  policy: { readonly modes?: z.output<typeof modesSection> | undefined },
  ceiling: Mode,
  playbook: PlaybookName,
  customerId: number | undefined,
): Mode {
  return lower(lower(ceiling, playbookNamed(playbook).ceiling), givenMode(policy.modes, playbook, customerId));
}

function givenMode(
  section: z.output<typeof modesSection> | undefined,
  playbook: PlaybookName,
  customerId: number | undefined,
): Mode {
  if (!section) return 'auto';
  const name = playbookNamed(playbook).policy.section;
  const listed = customerId === undefined ? undefined : section.customers[String(customerId)];
  return listed?.[name] ?? section.default[name] ?? 'observe';
}
