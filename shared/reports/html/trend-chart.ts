import { DAY_MS } from '../../durations.ts';
import type { Language } from '../../texts/language.ts';
import { numberText } from '../../texts/numbers.ts';
import { reportTexts } from '../../texts/report/index.ts';
import type { Report } from '../report.ts';
import type { TrendDay } from '../trend.ts';
import { escaped } from './html.ts';

const WIDTH = 720;
const HEIGHT = 190;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 10;

/** Drawn over each other; narrower, so that they differ on grey paper as well. */
const SERIES = [
  { name: 'alerts', width: 0.84 },
  { name: 'takenUp', width: 0.58 },
  { name: 'ticketed', width: 0.3 },
] as const;

const MOST_LABELS = 8;

/** Returns a bar for each day of the report, with a legend; a day without figures has none. */
export function trendChart({ from, to, madeAt, trend }: Report, language: Language): string {
  const texts = reportTexts(language);
  const first = Date.parse(from);
  const days = 1 + Math.round((Math.max(first, Math.min(Date.parse(to), dayStart(madeAt))) - first) / DAY_MS);
  const most = niceMost(Math.max(1, ...trend.map(({ alerts }) => alerts)));
  const step = (WIDTH - LEFT) / days;
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
  });
  const every = Math.ceil(days / MOST_LABELS);
  const x = (day: number) => LEFT + (day + 0.5) * step;
  const bars = trend.map((one) =>
    barOf(one, {
      ...{ x: x((Date.parse(one.day) - first) / DAY_MS), step: Math.min(step, 44), most },
      says: texts.dayFigures({ ...shown(one, language), day: format.format(Date.parse(one.day)) }),
    }),
  );
  const labels = Array.from({ length: Math.ceil(days / every) }, (_, index) =>
    label(x(index * every), HEIGHT - 6, 'middle', format.format(first + index * every * DAY_MS)),
  );
  const lines = [0, most / 2, most].map((value) => {
    const y = yOf(value, most);
    return `<line x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/>${label(LEFT - 6, y + 4, 'end', numberText(value, language))}`;
  });
  const title = texts.trendTitle({ days: trend.length, most: Math.max(0, ...trend.map(({ alerts }) => alerts)) });
  const legend = SERIES.map(({ name }) => `<li><i class="k-${name}"></i>${escaped(texts.columns[name])}</li>`);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">${lines.join('')}${bars.join('')}${labels.join('')}</svg><ul class="legend">${legend.join('')}</ul>`;
}

function shown({ alerts, takenUp, ticketed }: TrendDay, language: Language) {
  const text = (count: number) => numberText(count, language);
  return { alerts: text(alerts), takenUp: text(takenUp), ticketed: text(ticketed) };
}

function barOf(
  one: TrendDay,
  { x, step, most, says }: { readonly x: number; readonly step: number; readonly most: number; readonly says: string },
): string {
  const rects = SERIES.filter(({ name }) => one[name] > 0).map(({ name, width }) => {
    const y = yOf(one[name], most);
    const wide = Math.max(0.6, step * width);
    return `<rect class="b-${name}" x="${round(x - wide / 2)}" y="${y}" width="${round(wide)}" height="${round(HEIGHT - BOTTOM - y)}"/>`;
  });
  return `<g><title>${escaped(says)}</title>${rects.join('')}</g>`;
}

function label(x: number, y: number, anchor: 'middle' | 'end', text: string): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function yOf(value: number, most: number): number {
  return round(HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP));
}

/** The next even number that is easy to read. */
function niceMost(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.max(2, [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((value) => value >= most) ?? most);
}

function dayStart(at: string): number {
  return Date.parse(at.slice(0, 10));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
