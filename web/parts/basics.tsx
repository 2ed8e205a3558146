import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api/client.ts';
import { agoText, fullTime, timeText } from '../lib/times.ts';
import { vendorText } from '../lib/vendor-text.ts';
import { t } from '../texts/index.ts';

/** A text of a vendor, a device or a person: text only, in its own reading direction. */
export function Vendor({
  text,
  fallback = '',
}: {
  readonly text: string | null | undefined;
  readonly fallback?: string;
}) {
  return <bdi class="vendor">{vendorText(text ?? '') || fallback}</bdi>;
}

/** A moment, in the zone of the browser. */
export function Time({ at, now }: { readonly at: string; readonly now: number }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {timeText(at, now)}
    </time>
  );
}

/** How far away a moment is. */
export function Ago({ at, now }: { readonly at: string; readonly now: number }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {agoText(at, now)}
    </time>
  );
}

/** What a badge or a line means. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** A short word with a mark: the meaning never hangs on colour alone. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** A section with its heading. */
export function Card(props: {
  readonly title: string;
  readonly id: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="card" aria-labelledby={props.id}>
      <header>
        <h2 id={props.id}>{props.title}</h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}

/** Nothing to show, said in words. */
export function Empty({ text, hint }: { readonly text: string; readonly hint?: string }) {
  return (
    <div class="empty">
      <p>{text}</p>
      {hint && <p class="muted">{hint}</p>}
    </div>
  );
}

/** Something is being loaded. */
export function Loading({ text = t.common.loading }: { readonly text?: string }) {
  return (
    <div class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {text}
    </div>
  );
}

/** Something failed, why, and what can be done. */
export function Failure({ error, retry }: { readonly error: ApiError; readonly retry?: () => void }) {
  return (
    <div class="failure" role="alert">
      <p>{failureText(error)}</p>
      {retry && (
        <button type="button" onClick={retry}>
          {t.common.retry}
        </button>
      )}
    </div>
  );
}

/** An error in words. */
export function failureText(error: ApiError): string {
  const { failure } = t.common;
  if (error.isOffline) return failure.offline;
  if (error.status === 403) return failure.forbidden(error.message);
  if (error.status === 401) return failure.unauthorized;
  if (error.status === -1) return failure.page(error.message);
  if (error.status === 404) return failure.missing(error.message);
  return failure.other(error.status, error.title, error.message);
}
