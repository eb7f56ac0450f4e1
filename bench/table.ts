import type { Line } from './line.ts';

const headings = ['id', 'what', 'value', 'figures', 'target', 'outcome'] as const;

/** The lines as a table of aligned columns. */
export function renderTable(lines: readonly Line[]): string {
  const rows: (readonly string[])[] = [headings, ...lines.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => renderRow(row, widths)).join('\n');
}

function cellsOf(line: Line): readonly string[] {
  const { target, value } = line;
  return [
    line.id,
    line.what,
    value === null ? '-' : value.toFixed(2),
    line.figures,
    target === null ? '-' : `${target.sense === 'at-most' ? '<=' : '>='} ${String(target.value)}`,
    line.reason === null ? line.outcome : `${line.outcome}: ${line.reason}`,
  ];
}

function renderRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}
