import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../../shared/domain/alerts/clauses.ts';
import { commonWords } from '../../../../shared/domain/alerts/common-words.ts';
import { lexiconOf, phraseAt } from '../../../../shared/domain/alerts/lexicon.ts';
import { diskWords } from '../../../../shared/playbooks/disk-space/disk-words.ts';
import { classifyAlert } from '../../../../shared/recognition/classify-alert.ts';

const LENGTH = 2_000;
const FOLDER = new URL('../../../../shared/domain/alerts/', import.meta.url);

const fill = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);

/** Texts that are built to make a careless search go back repeatedly. */
const HOSTILE = [
  'a',
  '1',
  '1,',
  '/',
  '/a',
  '(',
  'disk usage(',
  'disk usage (x ',
  'c:',
  '\\\\?\\volume{',
  '\\\\a',
  'reboot ',
  'rebootRequired',
  'a-',
  '&#',
  '&amp;',
  ': ',
  '"',
  '-',
  '- ',
  ' ',
  '\n',
  'not ',
  '93,12 % ',
  'agent has not ',
  '2026-01-01T00:00:00.',
];

describe('what recognition costs', () => {
  it('makes no more words and clauses than a text has characters', () => {
    for (const text of HOSTILE.map(fill)) {
      const clauses = clausesOf('message', text);

      expect(clauses.length).toBeLessThanOrEqual(LENGTH);
      expect(clauses.reduce((sum, { words }) => sum + words.length, 0)).toBeLessThanOrEqual(LENGTH);
    }
  });

  it('looks each word up at most once for each length of a phrase', () => {
    const lexicon = lexiconOf(commonWords, diskWords);
    let lookUps = 0;
    const counted = { ...lexicon, roles: new Map(lexicon.roles) };
    counted.roles.get = (key) => {
      lookUps++;
      return lexicon.roles.get(key);
    };
    const words = fill('free space of the disk ').split(' ');

    for (let index = 0; index < words.length; index++) phraseAt(counted, words, index);

    expect(lookUps).toBeLessThanOrEqual(words.length * lexicon.longest);
    expect(lexicon.longest).toBeLessThan(12);
  });

  it('has no pattern that repeats a repetition, or repeats without a bound beside another', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
    const sources = files.map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));

    // A group that repeats without a bound and holds such a repetition itself.
    const nested = sources.flatMap((source) => source.match(/\([^()\n]*[^\\][+*]\)[+*]/g) ?? []);

    expect(nested).toEqual([]);
  });

  it('reads the beginning of what is longer than any message, and answers', () => {
    for (const unit of HOSTILE) {
      const text = unit.repeat(100_000 / unit.length);

      expect(classifyAlert({ title: text, message: text, category: 'General' })).toHaveProperty('playbook');
    }
  });
});
