import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Its condition key, functions and files are made of it. */
const MAX_LENGTH = 40;

/** One word alone stands everywhere. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)+$/;

/** Every form of a playbook's name, as the templates have them. */
export function spellingsOf(name: string): Readonly<Record<string, string>> {
  const camel = name.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  const words = name.replaceAll('-', ' ');
  return { name, camel, Pascal: capital(camel), words, Label: capital(words) };
}

/**
 * Why no playbook can have this name, in words; undefined when one can. `root` is the project's
 * folder.
 */
export function nameProblem(root: string, name: string): string | undefined {
  if (name === '') return 'The playbook needs a name.';
  if (!NAME.test(name) || name.length > MAX_LENGTH)
    return `"${name}" is no name for a playbook: two words or more in kebab-case, at most ${MAX_LENGTH} characters.`;
  const folders = readdirSync(join(root, 'shared/playbooks'), { withFileTypes: true });
  if (folders.some((entry) => entry.isDirectory() && entry.name === name))
    return `There is a playbook ${name} already.`;
  const place = placeOf(root, name);
  return place === undefined
    ? undefined
    : `"${name}" is reserved: it stands in ${place} already, and a playbook's name may stand in its own folders alone.`;
}

/**
 * Where the product has the name for something else: a value of the policy, a condition key, a
 * function.
 */
function placeOf(root: string, name: string): string | undefined {
  const { camel, Pascal } = spellingsOf(name);
  const word = new RegExp(`(?<![A-Za-z-])(?:${name}|${camel}|${Pascal}|inspect${Pascal})(?![A-Za-z-])`);
  for (const path of sourcesIn(root)) {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    const index = lines.findIndex((line) => word.test(line));
    if (index >= 0) return `${path}:${index + 1}`;
  }
  return undefined;
}

function sourcesIn(root: string): string[] {
  return ['functions', 'orchestrations', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`),
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
