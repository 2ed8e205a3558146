import { z } from 'zod';

const vendorId = z.int().positive();

/**
 * No serial number and no name is longer; a blank one would agree with everything that is not
 * reported.
 */
const mark = z.string().trim().min(1).max(200);

const pair = z.strictObject({
  agentId: vendorId.meta({ unit: 'id', description: 'The agent in Atera.' }),
  serverId: vendorId.meta({ unit: 'id', description: 'The device in Automox.' }),
  serialNumber: mark.meta({
    unit: 'text',
    description: 'As both vendors show it, placeholder or not; one of them may show none.',
  }),
  name: mark.meta({ unit: 'name', description: 'The host name, as both show it.' }),
});

/** What the policy says about one customer's devices in Automox. */
export const automoxSection = z.strictObject({
  organizationId: vendorId.optional().meta({
    unit: 'id',
    description: "The customer's Automox organisation. Not given: AUTOMOX_ORG_ID.",
    widens: 'always',
  }),
  serverGroupIds: z.array(vendorId).max(1_000).min(1).optional().meta({
    unit: 'ids',
    description: 'Only devices in these groups are theirs, for customers that share an organisation. Not given: all.',
    widens: 'limits-lifted',
  }),
  networkCards: z.boolean().optional().meta({
    unit: 'true or false',
    description:
      'true: devices whose serial number is missing or a placeholder may be matched by host name and MAC address, for which a refresh reads up to 20 of them one by one. Not given: they are not.',
    widens: 'more',
  }),
  devices: z.array(pair).max(1_000).optional().meta({
    description:
      'Devices that are the same for certain although their serial number identifies nothing. Each counts only while both vendors still show what it says.',
    widens: 'more',
  }),
});

type Customers = Readonly<Record<string, { readonly automox?: z.infer<typeof automoxSection> | undefined }>>;

/**
 * Returns one mistake for each agent and each server that a policy names twice, for whichever
 * customers.
 */
export function repeatedDevices(
  customers: Customers,
): { readonly path: (string | number)[]; readonly message: string }[] {
  const observed = new Set<string>();
  return Object.entries(customers).flatMap(([id, { automox }]) =>
    (automox?.devices ?? []).flatMap((device, index) =>
      (['agentId', 'serverId'] as const).flatMap((which) => {
        const name = `${which} ${device[which]}`;
        const isNew = !observed.has(name);
        observed.add(name);
        return isNew
          ? []
          : [{ path: ['customers', id, 'automox', 'devices', index, which], message: `${name} is named twice` }];
      }),
    ),
  );
}
