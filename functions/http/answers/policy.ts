import { z } from 'zod';

const at = z.iso.datetime();

/** One thing that changes. */
const PolicyChangeAnswer = z.object({
  field: z.string().meta({ description: 'Where it stands in the table of docs/policy.md.' }),
  text: z.string(),
  widens: z.boolean(),
  customers: z.array(z.string()).meta({ description: 'Ids of customers, where it is about some.' }),
});

const changes = z.array(PolicyChangeAnswer);

/** One version of the stored policy. */
export const PolicyVersion = z.object({
  version: z.int(),
  state: z.enum(['in-force', 'pending', 'withdrawn', 'past']),
  at,
  by: z.string().nullable().meta({ description: 'Null for what came from the policy file.' }),
  reason: z.string().nullable(),
  from: z.enum(['file', 'person', 'version']),
  of: z.int().nullable().meta({ description: 'The version that was brought back.' }),
  widens: z.boolean(),
  effectiveAt: at,
  withdrawn: z.object({ at, by: z.string() }).nullable(),
});

/** The policy in force, and what is announced. */
export const PolicyAnswer = z.object({
  source: z.enum(['file', 'stored']),
  etag: z.string(),
  inForce: PolicyVersion.nullable().meta({ description: 'Null while the policy file is in force.' }),
  document: z.unknown().meta({ description: 'As it is written: what is not given has its default.' }),
  pending: PolicyVersion.extend({ changes }).nullable(),
  problem: z.enum(['invalid', 'lost', 'unread']).nullable().meta({
    description:
      '`invalid`: what is stored is not valid for this version of the app; `lost`: it cannot be found: nothing outside the app is changed. `unread`: the storage does not answer, and the last one read is in force.',
  }),
});

/** The versions that are kept, the newest first. */
export const PolicyHistory = z.object({ versions: z.array(PolicyVersion) });

/** One of them with its document, and what would change if it were brought back now. */
export const PolicyVersionAnswer = PolicyVersion.extend({ document: z.unknown(), changes });

/** What a document would change. */
export const PolicyCheckAnswer = z.object({
  etag: z.string().meta({ description: 'Of the policy in force that it was compared with.' }),
  check: z.string().meta({ description: 'Sent along with a change that widens: it was seen.' }),
  widens: z.boolean(),
  effectiveAt: at
    .nullable()
    .meta({ description: 'When it would come into force if it were sent now; null = at once.' }),
  changes,
  notes: z.array(z.string()),
});
