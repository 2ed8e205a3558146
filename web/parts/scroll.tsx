import type { ComponentChildren } from 'preact';

/** Something that may be wider than the screen: it scrolls by itself, with the keyboard too. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll what is cut off
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
