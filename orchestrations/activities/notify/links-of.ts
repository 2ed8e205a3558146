import type { Clock } from '../../../shared/clock.ts';
import type { Links } from '../../../shared/notify/channels/message.ts';
import type { LinksOf } from '../../../shared/notify/next-message.ts';

/** Makes the addresses that a message leads to. */
export interface LinkMaker {
  /** Undefined where the question is not open any more, or no link is allowed. */
  answerLink(question: {
    readonly remediationId: string;
    readonly number: number;
    readonly evidence: string;
  }): Promise<string | undefined>;
  dashboardLink(remediationId: string): string | undefined;
}

/**
 * Returns what makes the links of an event right before it is sent: nothing that can answer a
 * question is ever stored. A link that cannot be made keeps nothing from being sent.
 */
export function linksWith(maker: LinkMaker | undefined, clock: Pick<Clock, 'now'>): LinksOf {
  return async (event): Promise<Links> => {
    const { remediationId, question } = event ?? {};
    if (!maker || remediationId === undefined) return {};
    const isOpen = question && clock.now() < question.expiresAt;
    const answer = isOpen && (await maker.answerLink({ ...question, remediationId }).catch(() => undefined));
    const dashboard = maker.dashboardLink(remediationId);
    return { ...(answer && { answer }), ...(dashboard !== undefined && { dashboard }) };
  };
}
