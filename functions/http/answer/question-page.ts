import type { HttpResponseInit } from '@azure/functions';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { type Markup, markup } from '../../../shared/backtest/html/markup.ts';
import type { Approval } from '../../../shared/domain/approvals/approval.ts';
import { withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { answerPageTexts } from '../../../shared/texts/answer-page/index.ts';
import { answerForm } from './answer-form.ts';
import type { OpenedLink } from './open-link.ts';
import { page } from './page.ts';
import { relativeTo } from './relative.ts';

/** Why nothing was answered, and what was typed. */
export interface Notice {
  readonly code: keyof ReturnType<typeof answerPageTexts>['notices'];
  readonly status: number;
  readonly name?: string;
  readonly reason?: string;
}

type Deps = Pick<AppDeps, 'alerts' | 'answerLinks' | 'clock' | 'killSwitch'>;

/**
 * Returns the page of an open question: device, customer, what is asked and what will happen, what
 * it rests on and how old that is, until when, and the two forms. From our tables alone, and it
 * changes nothing.
 */
export async function questionPage(
  deps: Deps,
  link: OpenedLink,
  approval: Approval,
  notice?: Notice,
): Promise<HttpResponseInit> {
  const { locale, principal, mayAnswer, token } = link;
  const texts = answerPageTexts(locale.language);
  const form = mayAnswer ? await deps.answerLinks.formFor({ token, principalId: principal?.id ?? '' }) : undefined;
  const { on } = await deps.killSwitch.get();
  const forms =
    form === undefined ? [markup`<section class="card"><p class="note">${texts.needsRole}</p></section>`] : [];
  if (form !== undefined) {
    const fields = {
      token,
      form,
      name: notice?.name ?? '',
      reason: notice?.reason ?? '',
      isSignedIn: !!principal?.name,
    };
    forms.push(answerForm('approve', fields, texts), answerForm('reject', fields, texts));
  }
  const content = [
    notice && markup`<p class="note card" role="alert">${texts.notices[notice.code]}</p>`,
    on ? markup`<p class="note card">${texts.killSwitch}</p>` : undefined,
    await about(deps, link, approval),
    principal?.name === undefined ? undefined : signedIn(principal.name, texts),
    ...forms,
    markup`<footer class="muted">${texts.changesNothing}</footer>`,
  ];
  return page(notice?.status ?? 200, { title: texts.asksYou, language: locale.language }, content);
}

function signedIn(name: string, texts: ReturnType<typeof answerPageTexts>): Markup {
  return markup`<p class="card">${texts.signedInAs({ name })}</p>`;
}

async function about({ alerts, clock }: Deps, { row, locale }: OpenedLink, approval: Approval): Promise<Markup> {
  const texts = answerPageTexts(locale.language);
  const alertId = row.alertIds.at(-1);
  const alert = alertId === undefined ? undefined : await alerts.get(alertId);
  const relative = relativeTo(clock.now(), locale.language);
  const local = (text: string) => withLocalTimes(text, locale);
  const { askedAt, expiresAt, facts } = approval;
  return markup`<section class="card"><h1>${texts.asksYou}</h1>
<p class="asks text">${local(approval.asks)}</p>
<dl><dt>${texts.device}</dt><dd>${row.deviceName ?? texts.unknown}</dd>
<dt>${texts.customer}</dt><dd>${alert?.customerName ?? texts.unknown}</dd>
<dt>${texts.alert}</dt><dd>${alert?.title ?? texts.unknown}</dd></dl>
<h2>${texts.evidence}</h2>
<dl>${Object.entries(facts).map(([name, value]) => markup`<dt>${of(texts.factNames, name)}</dt><dd>${local(of(texts.factValues, String(value)))}</dd>`)}</dl>
<p class="muted">${local(texts.readAt({ at: askedAt, ago: relative(askedAt) }))}</p>
<p>${local(texts.until({ at: expiresAt, left: relative(expiresAt) }))}</p></section>`;
}

/** A fact that no table knows is shown as it is called: a playbook may have others. */
function of(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
