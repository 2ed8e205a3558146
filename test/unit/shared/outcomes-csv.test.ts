import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { csvColumns, outcomesCsv } from '../../../shared/outcomes/csv.ts';

const AT = Date.parse('2026-03-02T08:00:00Z');
const outcome = (over: Partial<Outcome> = {}): Outcome => ({
  subject: '100',
  state: 'acted',
  code: 'ticket-opened',
  text: 'Ticket 7001 opened.',
  playbook: 'disk-space',
  firstListedAt: AT,
  updatedAt: AT,
  ...over,
});
/** The text cell of a row with this text, as it stands in the file. */
const cellOf = (text: string): string => {
  const [, line = ''] = outcomesCsv([outcome({ text })]).split(/\r\n(?="2026)/);
  return line.slice(line.indexOf('"ticket-opened",') + '"ticket-opened",'.length, line.indexOf(',"disk-space"'));
};

describe('outcomesCsv', () => {
  it('starts with a byte order mark and the names of the columns, and ends every line with CRLF', () => {
    const file = outcomesCsv([outcome(), outcome()]);

    expect(file.startsWith(`\uFEFF${csvColumns.join(',')}\r\n`)).toBe(true);
    expect(file.split('\r\n')).toHaveLength(4);
    expect(file.endsWith('\r\n')).toBe(true);
  });

  it('writes numbers bare, texts in quotes and times as ISO texts, and leaves absent values empty', () => {
    const [, line] = outcomesCsv([outcome({ alertId: 100, ticketId: 7001, title: 'Disk "C:", full' })]).split('\r\n');

    const text = '"2026-03-02T08:00:00.000Z","2026-03-02T08:00:00.000Z","acted","ticket-opened","Ticket 7001 opened."';
    expect(line).toBe(`${text},"disk-space",100,"Disk ""C:"", full",,,,,,7001,,,,,,`);
  });

  it.each<[string, string]>([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['+1+cmd', `"'+1+cmd"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['  =1', `"  '=1"`],
    ['\t=1', `"\t'=1"`],
    ['"=1', `"""'=1"`],
    ['＝1+1', `"'＝1+1"`],
    ['a;=1', `"a;'=1"`],
    ['a\r\n=1', `"a\r\n'=1"`],
    ['a","=1', `"a"",""'=1"`],
    ['a|@b', `"a|'@b"`],
  ])('takes the force out of the formula %j', (text, cell) => {
    expect(cellOf(text)).toBe(cell);
  });

  it.each(['C: 95 % used = full', 'a - b', 'kim@msp.example', 'x=1', "O'Hara & Söhne"])(
    'leaves %j as it is',
    (text) => {
      expect(cellOf(text)).toBe(`"${text}"`);
    },
  );
});
