import type { ComponentChildren } from 'preact';
import { countText } from '../lib/times.ts';

/** One bar: its name, its length, and what is written at its end. */
export interface Bar {
  readonly name: ComponentChildren;
  readonly key: string;
  readonly value: number;
  readonly text?: string;
}

/** Horizontal bars; the numbers are texts, so the drawing itself is for the eye only. */
export function Bars({
  bars,
  most,
  colour = 1,
}: {
  readonly bars: readonly Bar[];
  readonly most?: number;
  readonly colour?: number;
}) {
  const longest = most ?? Math.max(1, ...bars.map(({ value }) => value));
  return (
    <dl class="bars">
      {bars.map(({ name, key, value, text }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect class="track" width={100} height={10} />
              <rect class={`colour-${colour}`} width={(100 * value) / Math.max(1, longest)} height={10} />
            </svg>
            <span class="value">{text ?? countText(value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One part of a whole. */
export interface Part {
  readonly name: string;
  readonly value: number;
}

/** The parts of a whole in one bar. */
export function PartsBar({ parts }: { readonly parts: readonly Part[] }) {
  const all = parts.reduce((sum, { value }) => sum + value, 0);
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { value }) => sum + value, 0));
  return (
    <svg class="parts" viewBox={`0 0 ${Math.max(1, all)} 10`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width={Math.max(1, all)} height={10} />
      {parts.map(({ name, value }, index) => (
        <rect key={name} class={`colour-${index + 1}`} x={starts[index]} width={value} height={10} />
      ))}
    </svg>
  );
}

/** What the colours of a `PartsBar` mean, with the numbers. */
export function Legend({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <ul class="plain legend">
      {parts.map(({ name, value }, index) => (
        <li key={name}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class={`colour-${index + 1}`} width={10} height={10} rx={2} />
          </svg>
          {name} <strong>{countText(value)}</strong>
        </li>
      ))}
    </ul>
  );
}
