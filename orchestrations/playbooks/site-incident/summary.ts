import type { SiteJudgement } from '../../../shared/playbooks/site-incident/decide-site.ts';
import { siteTexts } from '../../../shared/playbooks/site-incident/texts/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import type { SiteInspection } from './inspect-site.ts';

/**
 * Returns one or two sentences for outcome rows: what was found of the site, and what the app waits
 * for.
 */
export function siteSummary(
  { incident }: Pick<SiteInspection, 'incident'>,
  judgement: SiteJudgement,
  language: Language,
): string {
  const texts = siteTexts(language);
  if (!incident) return texts.noneKnown;
  if (judgement.verdict === 'recovered') return texts.back(incident);
  if (judgement.verdict === 'holds') return texts.counts(incident);
  const { because, until } = judgement;
  return `${texts.counts(incident)} ${because === 'grace' ? texts.mayPass({ until }) : texts.ateraSuspected({ until })}`;
}
