import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The pages whose commands people copy. */
const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'docs/deploy.md', 'docs/runbook.md', 'docs/operations.md'],
  ...['docs/troubleshooting.md', 'docs/api.md', 'docs/costs.md', 'docs/scale.md'],
];

/** What a page asks its reader to run. */
export interface Documented {
  readonly page: string;
  /** Without the comment behind it. */
  readonly command: string;
}

/** A file of the project. */
export function fileOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const FENCED = /^```(\w*)\n([\s\S]*?)^```/gm;
const INLINE = /`((?:(?:npm|npx|node|curl|azd|az|func|git) |\.ci\/)[^`]+)`/g;

/** Every command of the pages: the lines of their shell blocks, and what stands in a sentence. */
export function documentedCommands(): Documented[] {
  return PAGES.flatMap((page) => {
    const text = fileOf(page);
    const fenced = [...text.matchAll(FENCED)].flatMap(([, language, body = '']) =>
      language === 'sh' ? linesOf(body) : [],
    );
    const inline = [...text.replace(FENCED, '').matchAll(INLINE)].map(([, command = '']) => command.trim());
    return [...new Set([...fenced, ...inline])].map((command) => ({ page, command }));
  });
}

function linesOf(body: string): string[] {
  return body
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '');
}

/** A request as docs/api.md shows it, with the first line of its answer. */
export interface ShownRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or '' for none. */
  readonly body: string;
  /** Status, names of headers and members, where the page shows them. */
  readonly status: number | undefined;
  readonly answered: readonly string[];
  readonly members: readonly string[];
}

/** The requests of docs/api.md, in the order of the page. */
export function shownRequests(): ShownRequest[] {
  return [...fileOf('docs/api.md').matchAll(FENCED)].flatMap(([, , block = '']) =>
    block
      .split(/^(?=(?:GET|POST|PUT) )/m)
      .filter((part) => part.trim() !== '')
      .map(shownRequest),
  );
}

function shownRequest(part: string): ShownRequest {
  const [asked = '', answer = ''] = part.split(/^(?=\d{3} )/m);
  const [, method = '', path = '', rest = ''] = /^(\S+) (\S+)([\s\S]*)$/.exec(asked) ?? [];
  const [, status, shown = ''] = /^(\d{3})([\s\S]*)$/.exec(answer) ?? [];
  return {
    method,
    path,
    headers: headersIn(rest),
    body: firstObject(rest),
    status: status ? Number(status) : undefined,
    answered: Object.keys(headersIn(shown)),
    members: membersOf(shown),
  };
}

/** The headers of a first line: a name never stands in quotes, as a member of JSON does. */
function headersIn(text: string): Record<string, string> {
  const [first = ''] = text.split('\n');
  return Object.fromEntries(
    [...first.matchAll(/(?<=\s)([A-Za-z-]+): (\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function firstObject(text: string): string {
  const from = text.indexOf('{');
  let depth = 0;
  for (let at = from; from >= 0 && at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(from, at + 1);
  }
  return '';
}

/** The names of the outermost members: what is within may be shortened. */
function membersOf(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [token, name] of text.matchAll(/"([^"]*)"\s*:|"[^"]*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (name !== undefined && depth === 1) names.push(name);
  }
  return names;
}

/** A `curl` line as a request. Fails on an option that it does not know. */
export function curlRequest(line: string): {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
} {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
  const request = { method: '', url: '', headers: {} as Record<string, string>, body: '' };
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = () => words[++at] ?? '';
    if (word === '-X') request.method = value();
    else if (word === '-d') request.body = value();
    else if (word === '-o' || word === '-w') value();
    else if (word === '-H') {
      const [name = '', ...rest] = value().split(': ');
      request.headers[name] = rest.join(': ');
    } else if (word.startsWith('-')) throw new Error(`curl ${word} is not known here: ${line}`);
    else request.url = word;
  }
  return { ...request, method: request.method || (request.body === '' ? 'GET' : 'POST') };
}
