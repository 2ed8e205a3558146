import { type Markup, markup } from './markup.ts';

/** One bar: how high, and the part of it that is laid over it. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly over?: number;
  readonly kind?: string;
  /** What it says to whoever points at it. */
  readonly says: string;
}

interface Chart {
  /** What the picture shows, for whoever does not see it. */
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Every how many bars are named. */
  readonly everyLabel: number;
}

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 40;
const BOTTOM = 30;
const TOP = 10;

/** Returns upright bars as SVG: no script, no style of its own. */
export function barChart({ title, bars, everyLabel }: Chart): Markup {
  const most = niceMost(Math.max(1, ...bars.map(({ value, over = 0 }) => Math.max(value, over))));
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const width = Math.max(1, Math.min(40, step * 0.72));
  const height = (value: number) => round((value / most) * (HEIGHT - BOTTOM - TOP));
  const drawn = bars.map((bar, index) => {
    const x = round(LEFT + index * step + (step - width) / 2);
    return markup`<g><title>${bar.says}</title>${rect(x, width, height(bar.value), bar.kind ?? 'alerts')}${
      bar.over ? rect(round(x + width * 0.22), width * 0.56, Math.max(2, height(bar.over)), 'tickets') : ''
    }${index % everyLabel === 0 ? markup`<text x="${round(x + width / 2)}" y="${HEIGHT - 6}" text-anchor="middle">${bar.label}</text>` : ''}</g>`;
  });
  const lines = [0, most / 2, most].map((value) => {
    const y = round(HEIGHT - BOTTOM - height(value));
    return markup`<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${value}</text>`;
  });
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">${lines}${drawn}</svg>`;
}

function rect(x: number, width: number, height: number, kind: string): Markup {
  return markup`<rect class="bar-${kind}" x="${x}" y="${round(HEIGHT - BOTTOM - height)}" width="${round(width)}" height="${height}" rx="1.5"/>`;
}

/** The next even number that is easy to read. */
function niceMost(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const found = [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((value) => value >= most) ?? most;
  return Math.max(2, found);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
