import { z } from 'zod';
import type { DirectoryAgent } from '../../domain/devices/directory-agent.ts';
import { type PlaybookName, playbookNamed, playbooks, type SectionSchemas } from '../../playbooks/index.ts';
import { isListedAlwaysOn } from '../customer.ts';
import type { Policy } from '../policy.ts';

/** Who may answer a question through its link, the most cautious first. */
export const answerPermissions = ['off', 'authenticated', 'anyoneWithLink'] as const;

/** One of them. */
export type AnswerPermission = (typeof answerPermissions)[number];

type PerSection = {
  readonly [Section in keyof SectionSchemas]: z.ZodOptional<z.ZodEnum<{ [P in AnswerPermission]: P }>>;
};

// A playbook that shares a section is answered as that one is.
const own = playbooks.filter(({ policy }) => !policy.isShared);

const perPlaybook = z.strictObject(
  Object.fromEntries(
    own.map(({ label, policy }) => [
      policy.section,
      z
        .enum(answerPermissions)
        .optional()
        .meta({
          unit: 'who',
          description: `${label.en}. Not given: what \`answerByLink.default\` says.`,
          widens: 'always',
        }),
    ]),
  ) as unknown as PerSection,
);

/** Who may answer through a link in a message. */
export const answerByLinkSection = z.strictObject({
  default: z
    .enum(['off', 'authenticated'], 'must be off or authenticated: anyoneWithLink is for single playbooks only')
    .default('authenticated')
    .meta({
      unit: 'who',
      description:
        'off: messages only link to the dashboard. authenticated: whoever has signed in and has the role operator; without SIGN_IN there are no links.',
      widens: { up: answerPermissions },
    }),
  playbooks: perPlaybook.prefault({}).meta({
    description:
      'For single playbooks, also anyoneWithLink: whoever has the link, without a sign-in. Never for a server, or a device that is not known to be none: there it means authenticated.',
  }),
});

/** As far as a device is known here; undefined = not at all. */
type Device = Pick<DirectoryAgent, 'id' | 'customerId' | 'deviceClass' | 'isClassSaid'> | undefined;

/**
 * Returns who may answer a question about a device by its link. Without a sign-in only for what is
 * certainly no server: what Atera says to be a workstation or a laptop, and the policy does not list
 * as always on. A device of unknown kind may be one, and a yes from whoever was forwarded a message
 * could stop it. A playbook that is not known here counts for nothing.
 */
export function answerPermission(
  policy: Pick<Policy, 'answerByLink' | 'customers'>,
  playbook: string,
  device: Device,
): AnswerPermission {
  const known = playbooks.find(({ name }) => name === playbook);
  if (!known) return 'off';
  const { default: general, playbooks: single } = policy.answerByLink;
  const permission = single[playbookNamed(known.name as PlaybookName).policy.section] ?? general;
  return permission === 'anyoneWithLink' && !isNoServer(policy, device) ? 'authenticated' : permission;
}

function isNoServer(policy: Pick<Policy, 'customers'>, device: Device): boolean {
  if (!device?.isClassSaid || device.deviceClass === 'server') return false;
  return !isListedAlwaysOn(policy, device.customerId, device.id);
}

/** Returns whether the policy lets anybody answer a question of any playbook by its link. */
export function isAnyoneLetIn({ answerByLink }: Pick<Policy, 'answerByLink'>): boolean {
  return Object.values(answerByLink.playbooks).includes('anyoneWithLink');
}

/** Returns whether the policy allows links where people sign in. */
export function areLinksAllowed({ answerByLink }: Pick<Policy, 'answerByLink'>): boolean {
  return [answerByLink.default, ...Object.values(answerByLink.playbooks)].some((one) => one !== 'off');
}
