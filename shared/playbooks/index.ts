import type { PlaybookDefinition } from './define-playbook.ts';
import { diskSpace } from './disk-space/definition.ts';
import { networkDevice } from './network-device/definition.ts';
import { offlineDevice } from './offline-device/definition.ts';
import { pendingReboot } from './pending-reboot/definition.ts';
import { serviceStopped } from './service-stopped/definition.ts';
import { siteIncident } from './site-incident/definition.ts';
import { trackedAlert } from './tracked-alert/definition.ts';

/**
 * The playbooks there are. What lists playbooks (policy, modes, recognition, requests, rows,
 * documents) is derived from this.
 */
const list = [
  diskSpace,
  offlineDevice,
  networkDevice,
  pendingReboot,
  serviceStopped,
  siteIncident,
  trackedAlert,
] as const;

type Listed = (typeof list)[number];

/** The name of a playbook. */
export type PlaybookName = Listed['name'];

/** The sections that playbooks have in the policy, by their names there. */
export type SectionSchemas = {
  readonly [Each in Listed as Each['policy']['section']]: Each['policy']['schema'];
};

/** The name of a playbook's section of the policy. */
export type SectionName = keyof SectionSchemas;

/** A playbook whose types do not matter. */
export type AnyPlaybook = Pick<
  PlaybookDefinition,
  'label' | 'ceiling' | 'recognition' | 'request' | 'worklet' | 'site' | 'bind' | 'conditionKeyOf' | 'describe'
> & {
  readonly name: PlaybookName;
  readonly policy: { readonly section: keyof SectionSchemas; readonly isShared?: true };
};

/**
 * Every playbook. The cast forgets the types of sections and details, which only its own functions
 * need.
 */
export const playbooks = list as unknown as readonly AnyPlaybook[];

/** The names of all playbooks. */
export const playbookNames: readonly PlaybookName[] = playbooks.map(({ name }) => name);

const byName: ReadonlyMap<string, AnyPlaybook> = new Map(playbooks.map((playbook) => [playbook.name, playbook]));

/** Returns true for the name of a playbook. */
export function isPlaybook(name: string): name is PlaybookName {
  return byName.has(name);
}

/** Returns the definition of a playbook. Throws for a name that is none. */
export function playbookNamed(name: string): AnyPlaybook {
  const playbook = byName.get(name);
  if (!playbook) throw new Error(`There is no playbook ${name}`);
  return playbook;
}

/** Returns the sections of the policy file that belong to playbooks, by name. */
export function sectionSchemas(): SectionSchemas {
  return Object.fromEntries(list.map(({ policy }) => [policy.section, policy.schema])) as unknown as SectionSchemas;
}
