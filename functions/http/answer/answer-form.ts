import { type Markup, markup } from '../../../shared/backtest/html/markup.ts';
import type { answerPageTexts } from '../../../shared/texts/answer-page/index.ts';

/** The most that a name and a reason may have. */
export const MAX_NAME = 100;
/** As above. */
export const MAX_REASON = 300;

/** What a form is filled with. */
export interface FormFields {
  readonly token: string;
  readonly form: string;
  readonly name: string;
  readonly reason: string;
  /** Whoever has signed in need not type a name. */
  readonly isSignedIn: boolean;
}

/** Returns one of the two forms: it sends its answer to this app alone, with the link in its body. */
export function answerForm(
  answer: 'approve' | 'reject',
  { token, form, name, reason, isSignedIn }: FormFields,
  texts: ReturnType<typeof answerPageTexts>,
): Markup {
  const isReject = answer === 'reject';
  const nameField = markup`<p><label for="${answer}-name">${texts.name}</label><input id="${answer}-name" name="name" required maxlength="${MAX_NAME}" autocomplete="name" value="${name}"></p>`;
  const optional = markup` <span>${texts.optional}</span>`;
  return markup`<section class="card" aria-labelledby="${answer}-title"><h2 id="${answer}-title">${texts[`${answer}Title`]}</h2>
<p class="muted">${texts[`${answer}Means`]}</p>
<form method="post" action="/api/answer"${isReject ? markup` class="no"` : ''}>
<input type="hidden" name="t" value="${token}"><input type="hidden" name="form" value="${form}"><input type="hidden" name="answer" value="${answer}">
${isSignedIn ? '' : nameField}
<p><label for="${answer}-reason">${texts.reason}${isReject ? '' : optional}</label><input id="${answer}-reason" name="reason"${isReject ? markup` required` : ''} maxlength="${MAX_REASON}" autocomplete="off" value="${reason}"></p>
<p><button type="submit">${texts[answer]}</button></p></form></section>`;
}
