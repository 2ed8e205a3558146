import type { HttpRequest } from '@azure/functions';
import type { PageCode } from './page.ts';

/** What the form of the page sends. */
export interface SentForm {
  readonly token: string;
  readonly form: string;
  readonly answer: 'approve' | 'reject';
  readonly name: string;
  readonly reason: string;
}

/** A link, a form's token, a name and a reason, each of their characters written as nine. */
const MAX_BODY_CHARACTERS = 10_000;

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Reads what a browser sends for the form, each field once; anything else is not what it sends. */
export async function readForm(
  request: Pick<HttpRequest, 'headers' | 'text'>,
): Promise<{ readonly sent: SentForm } | { readonly refused: PageCode }> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_CHARACTERS) return { refused: 'too-large' };
  if (!FORM_TYPE.test(request.headers.get('content-type') ?? '')) return { refused: 'bad-form' };
  const text = await request.text();
  if (text.length > MAX_BODY_CHARACTERS) return { refused: 'too-large' };
  const fields = new URLSearchParams(text);
  const one = (name: string) => {
    const all = fields.getAll(name);
    return all.length > 1 ? undefined : (all[0] ?? '');
  };
  const [token, form, answer, name, reason] = ['t', 'form', 'answer', 'name', 'reason'].map(one);
  if (token === undefined || form === undefined || name === undefined || reason === undefined)
    return { refused: 'bad-form' };
  if (answer !== 'approve' && answer !== 'reject') return { refused: 'bad-form' };
  return { sent: { token, form, answer, name: name.trim(), reason: reason.trim() } };
}
