import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Answer } from './api.ts';

type Json = Readonly<Record<string, unknown>>;

/** The parts of the document that tests read. */
export interface Operation {
  readonly method: string;
  /** Under `/api`, with `{names}`. */
  readonly path: string;
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Json;
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Json; readonly example: unknown }>>;
  };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content?: Readonly<Record<string, { readonly schema: Json; readonly example?: unknown }>>;
      }
    >
  >;
}

/** docs/openapi.json. */
export const document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));

/** Every operation of the document. */
export const operations: readonly Operation[] = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
  Object.entries(methods as Readonly<Record<string, Partial<Operation>>>).map(
    ([method, operation]) =>
      ({ parameters: [], ...operation, method: method.toUpperCase(), path }) as unknown as Operation,
  ),
);

/** Who may call an operation, as a trigger's `authLevel` says it: `admin` = with the master key alone. */
export function accessOf({ security }: Operation): 'anonymous' | 'function' | 'admin' {
  if (security.length === 0) return 'anonymous';
  return security.every((way) => Object.keys(way).every((name) => name.startsWith('masterKey'))) ? 'admin' : 'function';
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const compiled = new Map<string, ValidateFunction>();

/** Returns what is wrong with a body by the document; a member that it does not name is. */
export function mistakesIn(
  { operationId, responses }: Operation,
  status: number,
  type: string,
  body: unknown,
): string[] {
  const [plain = ''] = type.split(';');
  const answer = responses[String(status)];
  if (!answer) return [`${operationId} says nothing of ${status}`];
  const content = answer.content?.[plain];
  if (!content)
    return answer.content || body !== undefined ? [`${operationId} ${status} says nothing of ${plain}`] : [];
  const key = `${operationId} ${status} ${plain}`;
  const validate =
    compiled.get(key) ?? ajv.compile({ ...closed(content.schema), components: closed(document.components) });
  compiled.set(key, validate);
  return validate(body)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${key} ${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

/** The same of an answer as it came. */
export function mistakesInAnswer(operation: Operation, { status, type, body, text }: Answer): string[] {
  const given = body ?? (text === '' ? undefined : text);
  return mistakesIn(operation, status, type, given);
}

/** A schema that lets an object have no other members than those it names. */
function closed(schema: unknown): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]));
    const isObject = inner.type === 'object' && inner.properties && inner.additionalProperties === undefined;
    return isObject ? { ...inner, additionalProperties: false } : inner;
  };
  return walk(schema) as Json;
}
