import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const pages = ['', 'docs', 'docs/playbooks', 'docs/decisions', 'dev/host', 'dev/simulator'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file)),
);

/** The anchors that a page's headings have on GitHub. */
function anchorsOf(path: string): string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  if (!existsSync(join(ROOT, target))) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
}

describe('the pages for people', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);

    expect(links.filter((link) => isBroken(page, link))).toEqual([]);
  });

  it('are more than twenty', () => {
    expect(pages.length).toBeGreaterThan(20);
  });
});

describe('docs/troubleshooting.md and SECURITY.md', () => {
  const sources = ['functions', 'orchestrations', 'shared']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => textOf(join(folder, path))),
    )
    .join('\n');

  it.each(['docs/troubleshooting.md', 'SECURITY.md'])(
    '%s names only codes, events, checks and settings that the code has',
    (page) => {
      // Words such as `poll-overdue`, `nextAt`, `POLL_SCHEDULE`.
      const named = [...textOf(page).matchAll(/`([a-z]+(?:-[a-z]+)+|[a-z]+(?:[A-Z][a-z]+)+|[A-Z]+(?:_[A-Z]+)+)`/g)].map(
        ([, name = '']) => name,
      );

      const unknown = named.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources));

      expect(unknown.filter((name) => !FROM_ELSEWHERE.includes(name))).toEqual([]);
      expect(named.length).toBeGreaterThanOrEqual(3);
    },
  );
});

/** What is named in package.json and by Azure. */
const FROM_ELSEWHERE = ['allowScripts'];
