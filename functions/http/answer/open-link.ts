import type { HttpRequest } from '@azure/functions';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { type LinkStanding, linkStanding } from '../../../shared/domain/approvals/link-standing.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import type { OccurrenceKey } from '../../../shared/domain/occurrences/keys.ts';
import { remediationKey } from '../../../shared/domain/occurrences/remediation-key.ts';
import type { Locale } from '../../../shared/domain/time/local-times.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { type Principal, principalOf } from '../parts/principal.ts';
import { hasRole } from '../parts/signed-in.ts';
import type { PageCode } from './page.ts';

/** What a link leads to, for whoever may see it. */
export interface OpenedLink {
  readonly token: string;
  readonly key: OccurrenceKey;
  readonly row: Condition;
  readonly number: number;
  readonly evidence: string;
  readonly standing: LinkStanding;
  readonly locale: Locale;
  readonly principal: Principal | undefined;
  readonly mayAnswer: boolean;
}

/** As above, or the page that says why not. */
export type Opening =
  | { readonly opened: OpenedLink }
  | { readonly refused: PageCode; readonly language: Language; readonly token: string };

/** What is read to open a link: our own tables alone. */
export type LinkDeps = Pick<
  AppDeps,
  'answerLinks' | 'clock' | 'conditions' | 'customers' | 'policy' | 'signInOn' | 'log'
>;

/**
 * Opens a link: nothing is read before its signature has been checked, and nothing about a device
 * is shown before it is clear that whoever asks may see it.
 */
export async function openLink(
  deps: LinkDeps,
  mayView: (what: string) => boolean,
  request: Pick<HttpRequest, 'headers'>,
  token: string,
): Promise<Opening> {
  const { answerLinks, clock, conditions, customers, policy, signInOn } = deps;
  const refused = (code: PageCode, { language }: { language: Language } = policy) => ({
    refused: code,
    language,
    token,
  });
  const read = await answerLinks.read(token);
  if (read.state !== 'valid') return refused(read.state);
  const { remediationId: id, number, evidence } = read.question;
  const key = remediationKey(id);
  if (!key) return refused('unreadable');
  if (!mayView(id)) return refused('busy');
  const row = await conditions.get(key.deviceKey, key.conditionKey);
  const standing = linkStanding(row, { key, number, evidence }, clock.now());
  if (!row || standing.state === 'gone') return refused('gone');
  const locale = await customers.policyOf(row.customerId);
  const permission = await answerLinks.permissionFor(row);
  const principal = principalOf(request, signInOn);
  const access = accessTo(permission, signInOn, principal);
  if (typeof access === 'string') return refused(access, locale);
  return { opened: { token, key, row, number, evidence, standing, locale, principal, ...access } };
}

function accessTo(
  permission: Awaited<ReturnType<AppDeps['answerLinks']['permissionFor']>>,
  isSignInOn: boolean,
  principal: Principal | undefined,
): PageCode | { readonly mayAnswer: boolean } {
  if (permission === 'anyoneWithLink') return { mayAnswer: true };
  if (permission === 'off' || !isSignInOn) return 'not-allowed';
  if (!principal) return 'sign-in';
  return hasRole(principal, 'reader') ? { mayAnswer: hasRole(principal, 'operator') } : 'no-role';
}
