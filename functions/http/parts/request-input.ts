import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { invalidInput, problem } from './problem.ts';

/** Input that was understood, or the answer that says what is wrong with it. */
export type Input<T> = { readonly value: T } | { readonly refusal: HttpResponseInit };

/** Far more than any request of this API holds. */
const MAX_BODY_CHARACTERS = 10_000;

/**
 * Azure's own query parameters: a function key may be sent as `code`. They are no input and are
 * never repeated in an answer.
 */
const OF_AZURE = ['code', 'clientId'];

/**
 * Returns the query by its schema; an unknown parameter is a mistake, because an ignored filter
 * returns too much. Read from the address: the library's own map loses a parameter that is called
 * `__proto__`.
 */
export function readQuery<T extends z.ZodType>(request: HttpRequest, schema: T): Input<z.output<T>> {
  const { searchParams } = new URL(request.url);
  const names = [...new Set(searchParams.keys())].filter((name) => !OF_AZURE.includes(name));
  const given = Object.fromEntries(names.map((name) => [name, searchParams.getAll(name).join(',')]));
  const parsed = schema.safeParse(given);
  return parsed.success ? { value: parsed.data } : { refusal: invalidInput(parsed.error) };
}

/** Returns the JSON body by its schema; an empty one is a mistake, or the same as `whenEmpty`. */
export async function readBody<T extends z.ZodType>(
  request: HttpRequest,
  schema: T,
  { mostCharacters = MAX_BODY_CHARACTERS, whenEmpty = '' }: { mostCharacters?: number; whenEmpty?: string } = {},
): Promise<Input<z.output<T>>> {
  const text = await request.text();
  if (text.length > mostCharacters)
    return { refusal: problem(413, 'Too large', `The body has over ${mostCharacters} characters.`) };
  const json = parseJson(text === '' ? whenEmpty : text);
  if (json === undefined) {
    const detail = 'The body is not JSON. (A chunked body arrives empty: send Content-Length.)';
    return { refusal: problem(400, 'Invalid request', detail) };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { value: parsed.data } : { refusal: invalidInput(parsed.error) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
