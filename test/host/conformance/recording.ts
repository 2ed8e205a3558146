import { readdirSync, readFileSync } from 'node:fs';

/** A value out of a recording: plain JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * One line of a recording; which fields there are depends on `kind` (see the README beside the
 * recordings).
 */
export interface Exchange {
  kind: string;
  name?: string;
  title?: string;
  text?: string;
  atMs?: number;
  label?: string;
  args?: Json[];
  input?: JsonObject;
  output?: JsonObject;
  wireInput?: JsonObject;
  wireOutput?: JsonObject;
  triggerMetadata?: JsonObject;
  request?: { method: string; path: string; headers?: JsonObject; body?: string | null };
  response?: { status: number; headers?: JsonObject | string; json?: Json; text?: string; base64?: string };
  observedByCaller?: JsonObject | string;
  data?: JsonObject;
}

export interface Recording {
  scenario: string;
  functions: Record<string, string>;
  /** One per `step`; a recording without steps is one case. */
  cases: { title: string; exchanges: Exchange[] }[];
}

const FOLDER = new URL('../../fixtures/host-recordings/', import.meta.url);

/** Names of all recordings, in order. */
export function recordingNames(): string[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return files.map((name) => name.replace(/\.json$/, '')).sort();
}

/** Reads one recording and puts the texts back that it holds once only. */
export function readRecording(name: string): Recording {
  const raw = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as {
    scenario: string;
    title: string;
    functions: Record<string, string>;
    texts?: Record<string, string>;
    exchanges: Json[];
  };
  const texts = raw.texts ?? {};
  const exchanges = expand(raw.exchanges, texts) as unknown as Exchange[];
  const cases: Recording['cases'] = [];
  for (const exchange of exchanges) {
    if (exchange.kind === 'step') cases.push({ title: exchange.title ?? '', exchanges: [] });
    else {
      if (cases.length === 0) cases.push({ title: raw.title, exchanges: [] });
      cases.at(-1)?.exchanges.push(exchange);
    }
  }
  return { scenario: name, functions: raw.functions, cases };
}

function expand(value: Json, texts: Record<string, string>): Json {
  if (typeof value === 'string') return texts[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => expand(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, texts)]));
}
