const WIDTH = 140;

/**
 * Lines of a plain-text table: numbers to the right, the last column cut to the width of a
 * terminal.
 */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly (string | number)[]) => {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
    });
    const text = `  ${padded.join('  ')}`.trimEnd();
    return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
  };
  return [line(head), ...rows.map(line)];
}
