import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, in order; a run prints the ten slowest. One that starts last is waited
 * for alone.
 */
const LONGEST = ['app/start.test.ts', 'browser/now.test.ts', 'unit/budget-limit.test.ts'];

/**
 * Starts the longest files first, the others as ever: by their time in the last run, else by their
 * size.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}`));
  return place < 0 ? LONGEST.length : place;
}
