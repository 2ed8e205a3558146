import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diskSpace } from '../../../../shared/playbooks/disk-space/definition.ts';
import { playbookNames } from '../../../../shared/playbooks/index.ts';
import { type Classification, classifyAlert } from '../../../../shared/recognition/classify-alert.ts';

/** One alert as somebody's script, monitor or event log writes it. */
const Example = z.strictObject({
  title: z.string(),
  message: z.string(),
  category: z.string(),
  language: z.string(),
  expected: z.enum([...playbookNames, 'none']),
  /** The device that Atera names, where that matters. */
  deviceName: z.string().optional(),
  drive: z.string().optional(),
  /** Used percent. */
  limit: z.number().optional(),
  why: z.string(),
  /** Should be recognised and is not. */
  missed: z.literal(true).optional(),
});
type Example = z.output<typeof Example>;

const FOLDER = new URL('../../../fixtures/recognition/', import.meta.url);

/**
 * How many examples there are at least, written before the rules and held back. Of network devices
 * Atera's one title is known.
 */
const playbooks = [
  ['disk-space', 120, 80],
  ['offline-device', 120, 80],
  ['pending-reboot', 120, 80],
  ['network-device', 70, 35],
] as const;

const printed: string[] = [];
afterAll(() => console.log(['recognised, of the examples', ...printed].join('\n')));

function examplesIn(file: string): Example[] {
  return z.array(Example).parse(JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), 'utf8')));
}

const textOf = ({ title, message, category, language }: Example) =>
  `${language} "${title}" / "${message}" (${category})`;

/** What of an example is wrong, in words; undefined when nothing is. */
function wrongness(example: Example, found: Classification): string | undefined {
  const { expected, drive, limit, missed } = example;
  const wanted = missed ? 'none' : expected;
  if (found.playbook !== wanted) return `is ${found.playbook}, not ${wanted}: ${textOf(example)}, ${found.reason}`;
  if (found.playbook !== 'disk-space') return undefined;
  const details = diskSpace.detailsOf(found);
  if (details.drive !== drive) return `is about ${details.drive}, not ${drive}: ${textOf(example)}`;
  return details.thresholdPercent === limit
    ? undefined
    : `has the limit ${details.thresholdPercent}, not ${limit}: ${textOf(example)}`;
}

describe('the examples that were tried when the words were there', () => {
  it('are distinguished from what resembles them', () => {
    const examples = examplesIn('tried-later');

    const wrong = examples.map((example) => wrongness(example, classifyAlert(example)));

    expect(wrong.filter((problem) => problem !== undefined)).toEqual([]);
    expect(examples.length).toBeGreaterThanOrEqual(500);
  });
});

describe.each(playbooks)('the examples of %s', (playbook, atFirst, heldBack) => {
  it.each([
    ['written before the rules', playbook, atFirst],
    ['held back', `held-back-${playbook}`, heldBack],
  ])('%s are distinguished from what resembles them', (name, file, least) => {
    const examples = examplesIn(file);
    const good = examples.filter(({ expected }) => expected === playbook);
    const missed = good.filter((example) => example.missed);

    const wrong = examples.map((example) => wrongness(example, classifyAlert(example)));

    expect(wrong.filter((problem) => problem !== undefined)).toEqual([]);
    expect(examples.filter(({ expected }) => expected === 'none').length).toBeGreaterThanOrEqual(least / 3);
    expect(examples.length).toBeGreaterThanOrEqual(least);
    expect(new Set(examples.map(({ language }) => language)).size).toBeGreaterThanOrEqual(6);
    expect(missed.length / good.length).toBeLessThan(0.05);
    const bad = examples.length - good.length;
    printed.push(
      `${playbook.padEnd(15)} ${name.padEnd(25)} ${good.length - missed.length} of ${good.length}, 0 of ${bad} wrongly`,
    );
  });
});
