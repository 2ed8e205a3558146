import { countText, dayText } from '../lib/times.ts';

/** One of the figures of each day: its colour, and how wide its bar is of a day's place. */
export interface Series {
  readonly name: string;
  readonly colour: number;
  readonly width: number;
}

/** The figures of a UTC day, in the order of the series. */
export interface DayValues {
  readonly day: string;
  readonly values: readonly number[];
  /** The same as a text, for whoever points at it. */
  readonly says: string;
}

interface Props {
  readonly from: string;
  readonly to: string;
  readonly days: readonly DayValues[];
  readonly series: readonly Series[];
  readonly title: string;
}

const DAY_MS = 86_400_000;
const HEIGHT = 100;

/** Upright bars, day by day, the series over each other; a day without figures has none. */
export function DayBars({ from, to, days, series, title }: Props) {
  const first = Date.parse(from);
  const count = Math.max(1, 1 + Math.round((Date.parse(to) - first) / DAY_MS));
  const most = niceMost(Math.max(1, ...days.flatMap(({ values }) => values)));
  return (
    <>
      <div class="day-bars">
        <div class="scale muted" aria-hidden="true">
          <span>{countText(most)}</span>
          <span>{countText(most / 2)}</span>
          <span>0</span>
        </div>
        <svg viewBox={`0 0 ${count} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={title}>
          {[0, HEIGHT / 2].map((y) => (
            <line key={y} x2={count} y1={y} y2={y} vector-effect="non-scaling-stroke" />
          ))}
          {days.map(({ day, values, says }) => (
            <g key={day}>
              <title>{says}</title>
              <rect class="place" x={place(day, first)} width={1} height={HEIGHT} />
              {series.map(({ name, colour, width }, index) => {
                const height = (HEIGHT * (values[index] ?? 0)) / most;
                const x = place(day, first) + (1 - width) / 2;
                return <rect key={name} class={`colour-${colour}`} {...{ x, width, height, y: HEIGHT - height }} />;
              })}
            </g>
          ))}
        </svg>
        <div class="ends muted" aria-hidden="true">
          <span>{dayText(from)}</span>
          {count > 2 && <span>{dayText(first + Math.floor(count / 2) * DAY_MS)}</span>}
          {count > 1 && <span>{dayText(to)}</span>}
        </div>
      </div>
      <ul class="plain legend">
        {series.map(({ name, colour }) => (
          <li key={name}>
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect class={`colour-${colour}`} width={10} height={10} rx={2} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}

function place(day: string, first: number): number {
  return Math.round((Date.parse(day) - first) / DAY_MS);
}

/** The next even number that is easy to read. */
function niceMost(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return Math.max(2, [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((value) => value >= most) ?? most);
}
