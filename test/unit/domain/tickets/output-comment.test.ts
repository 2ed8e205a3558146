import { describe, expect, it } from 'vitest';
import { type OutputFound, outputComment } from '../../../../shared/domain/tickets/output-comment.ts';
import type { RunOutput } from '../../../../shared/domain/tickets/run-output.ts';

const SENT = Date.parse('2026-03-02T09:00:00Z');
const output = (lines: string[], over: Partial<RunOutput> = {}): RunOutput => ({
  lines,
  cut: 'none',
  masked: false,
  ...over,
});
const comment = (found: OutputFound) => outputComment({ workletId: 77, sentAt: SENT }, found, 'en');

describe('the note about what a worklet printed', () => {
  it('quotes it as text from the device', () => {
    const text = comment({
      state: 'found',
      exitCode: 1068,
      stdout: output(['Starting', '<b>done</b>']),
      stderr: output([]),
    });

    expect(text.split('\n')).toEqual([
      'Reported by Automox of worklet 77, sent 2026-03-02 09:00 UTC (text from the device, not checked):',
      'Exit code: 1068.',
      'Output:',
      '  Starting',
      '  b done /b',
      'Error output: none.',
    ]);
  });

  it('says what is left out', () => {
    const text = comment({
      state: 'found',
      stdout: output(['x'], { cut: 'shortened', masked: true }),
      stderr: output(['y'], { cut: 'unknown' }),
    });

    expect(text).toContain('Output (shortened; what looked like a secret is left out):');
    expect(text).toContain('Error output (a part of it; what came last may be missing):');
  });

  it('says so where it is no text', () => {
    const text = comment({ state: 'found', stdout: output([], { cut: 'all' }) });

    expect(text.split('\n').slice(1)).toEqual(['Output:', '  (no text: left out)']);
  });

  it.each([
    [{ state: 'none' }, 'Automox has not reported an output of worklet 77, sent 2026-03-02 09:00 UTC.'],
    [{ state: 'several' }, 'no output is quoted'],
    [
      { state: 'unclear', runAt: SENT - 60_000 },
      'begun 2026-03-02 08:59 UTC, and whether it is that of worklet 77, sent',
    ],
    [{ state: 'unclear' }, 'begun at an unknown time'],
    [{ state: 'found' }, 'Automox reports nothing of what it printed.'],
    [{ state: 'found', reason: 'device was <away>' }, 'Automox says: device was away'],
  ] as const)('quotes nothing that is not reported: %j', (found, text) => {
    expect(comment(found)).toContain(text);
    expect(comment(found)).not.toContain('Exit code');
  });

  it('is bounded', () => {
    const lines = Array.from({ length: 20 }, () => 'x'.repeat(300));

    expect(comment({ state: 'found', stdout: output(lines), stderr: output(lines) }).length).toBeLessThanOrEqual(3_000);
  });
});
