import { z } from 'zod';
import { policy } from './policy.ts';
import type { Widens } from './widens.ts';

const JsonNode = z.object({
  description: z.string().optional(),
  unit: z.string().optional(),
  widens: z.custom<Widens>().optional(),
  default: z.unknown().optional(),
  get properties() {
    return z.record(z.string(), JsonNode).optional();
  },
  get items() {
    return JsonNode.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), JsonNode]).optional();
  },
});

/** One value or section of the policy, as its schema has it. */
export type JsonNode = z.infer<typeof JsonNode>;

let tree: JsonNode | undefined;

/** Returns the schema of the policy as data: its sections and values with all that `meta` says. */
export function policyTree(): JsonNode {
  tree ??= JsonNode.parse(z.toJSONSchema(policy, { io: 'input' }));
  return tree;
}
