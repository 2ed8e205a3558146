import type { Json, JsonObject } from './recording.ts';

/**
 * Makes two hosts' values comparable: ids, keys, addresses, times and stack traces become
 * placeholders, at every level of nesting (the real host puts JSON into strings into JSON).
 * Everything else stays.
 */
export function normalise(value: Json | undefined): Json {
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'string') return normaliseText(value);
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (/stack(trace)?0?$/i.test(key) && item !== null && item !== undefined) result[key] = '<stack>';
    else if (key === 'startTime' || key === 'duration' || key === 'requestTime') result[key] = '<number or time>';
    else if (key === 'sorter') result[key] = '<sorter>';
    else result[key] = normalise(item);
  }
  return result;
}

const FAILURE_LABEL = '$OutOfProcData$:';
const EXCEPTION = '{"$type":"System.Exception';

function normaliseText(text: string): string {
  if (text.startsWith('{') || text.startsWith('[')) {
    const inner = tryParse(text);
    if (inner !== undefined) return JSON.stringify(normalise(inner));
  }
  const label = text.indexOf(FAILURE_LABEL);
  const start = label >= 0 ? label + FAILURE_LABEL.length : text.indexOf(EXCEPTION);
  if (start < 0) return normaliseWords(text);
  const end = endOfObject(text, start);
  const inner = tryParse(text.slice(start, end));
  if (inner === undefined) return normaliseWords(text);
  return `${normaliseWords(text.slice(0, start))}${JSON.stringify(normalise(inner))}${normaliseText(text.slice(end))}`;
}

/** Index behind the JSON object that begins at `start`. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let index = start; index < text.length; index++) {
    const char = text[index];
    if (char === '\\') index += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === '{') depth += 1;
    else if (!isQuoted && char === '}' && --depth === 0) return index + 1;
  }
  return text.length;
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function cutStack(text: string): string {
  return text.replace(/(StackTrace: |Stack: )[\s\S]*$/, '$1<stack>');
}

function normaliseWords(text: string): string {
  return cutStack(text)
    .replace(/(.)\1{799,}/g, (run, char) => `<${run.length} x ${char}>`)
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g, '<time>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>')
    .replace(/\b[0-9a-f]{32}\b/g, '<id>')
    .replace(/\b(exec|guid|inst)-\d+\b/g, '<id>')
    .replace(/https?:\/\/(localhost|127\.0\.0\.1):\d+/g, 'http://HOST')
    .replace(/code=[\w-]+/g, 'code=KEY')
    .replace(/(StackTrace\\*":\\*")[^"]*?(\\*")/g, '$1<stack>$2')
    .replace(/(The following are the known (orchestrator|entity) functions: )[^.]*/g, '$1<names>');
}
