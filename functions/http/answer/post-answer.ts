import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import type { AnswerRefusal } from '../../../shared/domain/approvals/answer.ts';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { type AnswerTaken, answerQuestion } from '../../services/answer-question.ts';
import { whoIs } from '../parts/who.ts';
import { MAX_NAME, MAX_REASON } from './answer-form.ts';
import { answeredPage } from './answered-page.ts';
import { type PageDeps, refusalPage, standingPage } from './get-answer.ts';
import { type OpenedLink, openLink } from './open-link.ts';
import { isFromOurPage } from './our-page.ts';
import { type PageCode, simplePage } from './page.ts';
import type { Notice } from './question-page.ts';
import { readForm, type SentForm } from './read-form.ts';

type Deps = PageDeps & Pick<AppDeps, 'outcomes'>;

const REFUSALS: Readonly<Record<AnswerRefusal | 'unknown', PageCode>> = {
  unknown: 'gone',
  over: 'over',
  'no-question': 'over',
  'other-evidence': 'changed',
  'answered-otherwise': 'otherwise',
  expired: 'expired',
};

/**
 * `POST /api/answer` (anonymous; link, form and, where the policy asks for it, sign-in are the keys):
 * a person's answer from the page behind a link, taken as `…/approve` and `…/reject` take it. The
 * first answer wins; the same one again is 200 and changes nothing. 200 says what happens next; else
 * as GET, 400 and 403 with the form again where it was not filled in or not sent from it, 409 when
 * the other answer was first.
 */
export function makePostAnswer(deps: Deps, mayView: (what: string) => boolean) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const read = await readForm(request);
    if ('refused' in read) return simplePage(read.refused, deps.policy.language);
    const { sent } = read;
    const opening = await openLink(deps, mayView, request, sent.token);
    if (!('opened' in opening)) return refusalPage(opening);
    const link = opening.opened;
    if (!link.mayAnswer) return simplePage('no-operator', link.locale.language);
    const notice = await whyNot(deps, request, link, sent);
    if (notice) return standingPage(deps, link, { ...notice, name: sent.name, reason: sent.reason });
    const taken = await answerQuestion(deps, df.getClient(context), link.key, {
      approved: sent.answer === 'approve',
      evidence: link.evidence,
      question: link.number,
      who: whoIs(request, deps, sent.name),
      via: 'link',
      ...(sent.reason !== '' && { reason: plainText(sent.reason, MAX_REASON) }),
    });
    return resultPage(deps, link, sent, taken);
  };
}

/** Why this form does not count, in the order in which it matters. */
async function whyNot(
  deps: Deps,
  request: HttpRequest,
  { token, principal }: OpenedLink,
  { form, name, reason, answer }: SentForm,
): Promise<Notice | undefined> {
  if (!isFromOurPage(request)) return { code: 'other-site', status: 403 };
  const isValid = await deps.answerLinks.isFormValid(form, { token, principalId: principal?.id ?? '' });
  if (!isValid) return { code: 'form-old', status: 403 };
  if (name.length > MAX_NAME || reason.length > MAX_REASON) return { code: 'too-long', status: 400 };
  if (whoIs(request, deps, name).how === 'key') return { code: 'no-name', status: 400 };
  return answer === 'reject' && plainText(reason, MAX_REASON) === '' ? { code: 'no-reason', status: 400 } : undefined;
}

async function resultPage(deps: Deps, link: OpenedLink, { answer }: SentForm, taken: AnswerTaken) {
  const { language } = link.locale;
  if (taken.state === 'taken' && taken.row.approval) {
    const { on } = await deps.killSwitch.get();
    const code = answer === 'approve' ? 'approved' : 'rejected';
    const around = { killSwitchOn: on, isNotified: taken.notified };
    return answeredPage(code, { row: taken.row, locale: link.locale }, taken.row.approval, around);
  }
  if (taken.state === 'answered-otherwise' && link.standing.state === 'answered') {
    const { on } = await deps.killSwitch.get();
    return answeredPage('otherwise', link, link.standing.approval, { killSwitchOn: on });
  }
  if (taken.state === 'no-question' && link.standing.state === 'withdrawn') return simplePage('withdrawn', language);
  return simplePage(taken.state === 'taken' ? 'over' : REFUSALS[taken.state], language);
}
