import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { answeredPage } from './answered-page.ts';
import { type LinkDeps, type OpenedLink, type Opening, openLink } from './open-link.ts';
import { signInPage, simplePage } from './page.ts';
import { type Notice, questionPage } from './question-page.ts';

/** What the page is made of. */
export type PageDeps = LinkDeps & Pick<AppDeps, 'alerts' | 'killSwitch'>;

/**
 * `GET /api/answer?t=…` (anonymous; the link is the key): the question behind a link, with two
 * forms. It changes nothing, answers nothing and asks no vendor, for scanners of mail and chat open
 * links too. 200 with the question; 410 when it was answered, has ended or has changed; 400, 403 or
 * 404 for what is no link of this app; 401 and 403 for whom the policy does not let in; 429.
 */
export function makeGetAnswer(deps: PageDeps, mayView: (what: string) => boolean) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const token = new URL(request.url).searchParams.get('t') ?? '';
    const opening = await openLink(deps, mayView, request, token);
    if (!('opened' in opening)) return refusalPage(opening);
    const { key, number, standing } = opening.opened;
    // That a page was opened is no consent, and the link is no part of what is logged.
    deps.log('answer-page-opened', { runId: remediationId(key), question: number, standing: standing.state });
    return standingPage(deps, opening.opened);
  };
}

/** Returns the page that says why a link is not opened. */
export function refusalPage({ refused, language, token }: Exclude<Opening, { opened: unknown }>): HttpResponseInit {
  return refused === 'sign-in' ? signInPage(token, language) : simplePage(refused, language);
}

/** Returns the page of a link as its question stands now. */
export async function standingPage(deps: PageDeps, link: OpenedLink, notice?: Notice): Promise<HttpResponseInit> {
  const { standing, locale } = link;
  if (standing.state === 'open') return questionPage(deps, link, standing.approval, notice);
  if (standing.state !== 'answered') return simplePage(standing.state, locale.language);
  const { on } = await deps.killSwitch.get();
  return answeredPage('answered', link, standing.approval, { killSwitchOn: on });
}
