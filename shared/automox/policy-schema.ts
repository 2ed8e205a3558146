import { z } from 'zod';
import { id, oneOf, optionalId, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

const MAX_NAME_LENGTH = 200;

/** A policy; `custom` is a worklet. It runs only on devices of the groups it is assigned to. */
export interface Policy {
  readonly id: number;
  readonly uuid?: string | undefined;
  readonly name: string;
  readonly type: 'patch' | 'custom' | 'required_software' | 'unknown';
  readonly organizationId?: number | undefined;
  /** Ids of server groups. */
  readonly serverGroupIds: readonly number[];
}

const PolicyRow = row({
  id,
  uuid: optionalText(MAX_NAME_LENGTH),
  guid: optionalText(MAX_NAME_LENGTH),
  name: text(MAX_NAME_LENGTH),
  policy_type_name: oneOf('patch', 'custom', 'required_software'),
  organization_id: optionalId,
  server_groups: z.array(z.unknown()).nullish(),
});

/**
 * Automox's Policy, as far as it is used; live rows call the uuid `guid` (the vendor community's
 * client reads either). Groups come as ids; one that is none is left out.
 */
export const Policy: z.ZodType<Policy> = PolicyRow.transform((policy) => ({
  id: policy.id,
  uuid: (policy.guid ?? policy.uuid)?.toLowerCase(),
  name: policy.name,
  type: policy.policy_type_name,
  organizationId: policy.organization_id,
  serverGroupIds: (policy.server_groups ?? []).flatMap((group) => id.safeParse(group).data ?? []),
}));
