import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureText } from '../../../orchestrations/runtime/failure-text.ts';

const failureOf = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return failureText(new Error(`Activity function 'inspectDisk' failed: ${error?.message}\n    at /app/file.js:1`));
};

describe('failureText', () => {
  it('names the member of a value that did not fit its schema, and how', () => {
    const schema = z.object({ of: z.object({ drive: z.string() }) });

    expect(failureOf(schema, { of: {} })).toBe(
      "Activity function 'inspectDisk' failed: a value does not fit, of.drive: Invalid input: expected string, received undefined",
    );
  });

  it('keeps quotes in what it reports, and needs no path', () => {
    expect(failureOf(z.strictObject({}), { '"a"': 1 })).toContain('a value does not fit: Unrecognized key: ""a""');
  });

  it('leaves out the lines of a stack', () => {
    expect(failureText(new Error('storage is away\n    at /app/file.js:1'))).toBe('storage is away');
  });

  it('leaves a list alone that holds no issue', () => {
    expect(failureText('it was [\n 1 ]')).toBe('it was [');
  });
});
