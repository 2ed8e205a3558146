import { z } from 'zod';
import { id, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

const MAX_NAME_LENGTH = 200;

/** An organisation (zone) that the key can read. */
export interface Organization {
  readonly id: number;
  readonly name: string;
  readonly uuid?: string | undefined;
}

/**
 * Automox's Organization, as far as it is used; live rows call the uuid `org_uuid` (the vendor
 * community's client reads either).
 */
export const Organization: z.ZodType<Organization> = row({
  id,
  name: text(MAX_NAME_LENGTH),
  uuid: optionalText(MAX_NAME_LENGTH),
  org_uuid: optionalText(MAX_NAME_LENGTH),
}).transform(({ id: organizationId, name, uuid, org_uuid }) => ({
  id: organizationId,
  name,
  uuid: (org_uuid ?? uuid)?.toLowerCase(),
}));

/** The user whose key is used. */
export interface User {
  readonly id: number;
  readonly email: string;
  /** The organisations it belongs to; empty when not reported. */
  readonly organizationIds: readonly number[];
}

const Org = row({ id });

/** Automox's User, as far as it is used. */
export const User: z.ZodType<User> = row({
  id,
  email: text(MAX_NAME_LENGTH),
  orgs: z.array(z.unknown()).nullish(),
}).transform(({ id: userId, email, orgs }) => ({
  id: userId,
  email,
  organizationIds: (orgs ?? []).flatMap((org) => Org.safeParse(org).data?.id ?? []),
}));
