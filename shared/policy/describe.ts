import { z } from 'zod';
import { policy } from './policy.ts';
import { type JsonNode, policyTree } from './schema-tree.ts';
import type { Widens } from './widens.ts';

/** One value or section of the policy file, as its documentation has it. */
interface PolicyDoc {
  /** Where it stands: `customers.<id>.businessHours[].from`. */
  readonly path: string;
  readonly meaning: string;
  /** Missing for a section. */
  readonly unit?: string;
  /** Which change of it widens what the app may do; missing for a section. */
  readonly widens?: string;
  /** As it is written in the file; missing when there is none. */
  readonly default?: string;
}

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
      delete jsonSchema.widens;
    },
  });
}

/** Everything a policy file can hold, in the order of the file. */
export function policyDocs(): PolicyDoc[] {
  return docsOf(policyTree(), '');
}

/** Returns the rows of `policyDocs` as a table for docs/policy.md. */
export function policyTable(): string {
  const rows = policyDocs().map(({ path, default: byDefault, unit = '', widens = '', meaning }) => {
    const shown = byDefault === undefined ? '' : `\`${byDefault}\``;
    return `| \`${path}\` | ${shown} | ${unit} | ${widens} | ${meaning} |`;
  });
  return ['| value | default | unit | widens | meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
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
      ...(node.widens !== undefined && { widens: ruleText(node.widens) }),
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

function ruleText(rule: Widens): string {
  return typeof rule === 'string' ? rule : rule.up.join(' < ');
}

function isEmpty(value: unknown): boolean {
  return JSON.stringify(value) === '{}';
}
