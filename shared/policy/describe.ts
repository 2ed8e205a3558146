import { z } from 'zod';
import { policy } from './policy.ts';

/** One value or section of the policy file, as its documentation has it. */
interface PolicyDoc {
  /** Where it stands: `customers.<id>.businessHours[].from`. */
  readonly path: string;
  readonly meaning: string;
  /** Missing for a section. */
  readonly unit?: string;
  /** As it is written in the file; missing when there is none. */
  readonly default?: string;
}

const JsonNode = z.object({
  description: z.string().optional(),
  unit: z.string().optional(),
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
type JsonNode = z.infer<typeof JsonNode>;

/**
 * Returns the content of policy.schema.json: with it an editor completes, explains and checks a
 * policy file.
 */
export function policyJsonSchema() {
  return z.toJSONSchema(policy.meta({ title: 'Policy of RMM Remediation' }), {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Editors show the description only, and strict validators refuse keywords of our own.
      if (typeof jsonSchema.unit === 'string') jsonSchema.description += ` Unit: ${jsonSchema.unit}.`;
      delete jsonSchema.unit;
    },
  });
}

/** Everything a policy file can hold, in the order of the file. */
export function policyDocs(): PolicyDoc[] {
  return docsOf(JsonNode.parse(z.toJSONSchema(policy, { io: 'input' })), '');
}

/** Returns the rows of `policyDocs` as a table for docs/policy.md. */
export function policyTable(): string {
  const rows = policyDocs().map(({ path, default: byDefault, unit = '', meaning }) => {
    const shown = byDefault === undefined ? '' : `\`${byDefault}\``;
    return `| \`${path}\` | ${shown} | ${unit} | ${meaning} |`;
  });
  return ['| value | default | unit | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function docsOf({ properties = {} }: JsonNode, prefix: string): PolicyDoc[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const path = `${prefix}${name}`;
    const inner = innerOf(node, path);
    const isSection = inner.length > 0;
    const byDefault = isSection && isEmpty(node.default) ? undefined : JSON.stringify(node.default);
    const doc = {
      path,
      meaning: node.description ?? '',
      ...(node.unit !== undefined && { unit: node.unit }),
      ...(byDefault !== undefined && { default: byDefault }),
    };
    return [doc, ...inner];
  });
}

function innerOf(node: JsonNode, path: string): PolicyDoc[] {
  const { items, additionalProperties: byId } = node;
  if (items?.properties) return docsOf(items, `${path}[].`);
  if (typeof byId === 'object' && byId.properties) return docsOf(byId, `${path}.<id>.`);
  return docsOf(node, `${path}.`);
}

function isEmpty(value: unknown): boolean {
  return JSON.stringify(value) === '{}';
}
