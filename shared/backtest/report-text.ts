import { numberText } from '../texts/numbers.ts';
import type { BacktestReport } from './report.ts';
import { type ReportTable, reportWords } from './report-words.ts';

/** Columns of a terminal. */
const WIDTH = 100;
const MAX_CELL = 56;

/** Returns a report as plain text for a terminal. */
export function reportText(report: BacktestReport): string {
  const words = reportWords(report);
  const number = (value: number) => numberText(value, report.language);
  const widest = Math.max(...words.figures.map(([value]) => number(value).length));
  const parts = [
    `${words.title}\n${words.period}`,
    wrap(words.headline),
    words.figures.map(([value, label]) => `  ${number(value).padStart(widest)}  ${label}`).join('\n'),
    tableText(words.ends, number),
    `${words.nights.title}\n${wrap(words.nights.text, '  ')}`,
    ...words.tables.map((table) => tableText(table, number)),
    `${words.notes.title}\n${words.notes.texts.map((text) => wrap(text, '  ', '- ')).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableText({ title, columns, rows }: ReportTable, number: (value: number) => string): string {
  const isNumber = columns.map((_, index) => rows.every((row) => typeof row[index] === 'number'));
  const cells = [columns, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? number(cell) : cut(cell))),
  );
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => [...(row[index] ?? '')].length)));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, isNumber[index] === true))
      .join('  ')
      .trimEnd(),
  );
  return `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - [...text].length));
  return toTheRight ? blanks + text : text + blanks;
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length > MAX_CELL ? `${signs.slice(0, MAX_CELL - 1).join('')}…` : text;
}

function wrap(text: string, indent = '', first = ''): string {
  const lines: string[] = [];
  let line = indent + first;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length > WIDTH) {
      lines.push(line.trimEnd());
      line = indent + ' '.repeat(first.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
