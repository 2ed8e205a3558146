import type { TypedData } from './core-types.ts';

/**
 * JSON text of what a handler returned, or null for no value (undefined and null are the same on
 * the wire).
 */
export function jsonOfResult(data: TypedData | null | undefined): string | null {
  if (!data) return null;
  if (data.string !== undefined) return JSON.stringify(data.string);
  if (data.json !== undefined) return data.json;
  if (data.int !== undefined) return JSON.stringify(data.int);
  if (data.double !== undefined) return JSON.stringify(data.double);
  if (data.bytes !== undefined) return JSON.stringify(Buffer.from(data.bytes).toString('base64'));
  return null;
}

/**
 * The value an activity handler gets for its input. Booleans arrive as .NET's text "True" and
 * "False", and no input, undefined and null all arrive as no data. `input` is JSON text.
 */
export function activityTrigger(input: string | null): TypedData {
  if (input === null) return {};
  if (input === 'true') return { string: 'True' };
  if (input === 'false') return { string: 'False' };
  const value: unknown = JSON.parse(input);
  return { string: typeof value === 'string' ? value : input };
}

/**
 * The trigger metadata beside it: instance id, the raw input as `data`, and its top-level keys when
 * it is an object.
 */
export function activityMetadata(instanceId: string, binding: string, input: string | null): Record<string, TypedData> {
  const metadata: Record<string, TypedData> = { instanceId: { string: instanceId } };
  if (input === null) return metadata;
  metadata[binding] = activityTrigger(input);
  metadata.data = { json: input };
  const value: unknown = JSON.parse(input);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, field] of Object.entries(value)) metadata[key] = { json: JSON.stringify(field) };
  }
  return metadata;
}
