import type { HttpResponseInit } from '@azure/functions';
import { markup } from '../../../shared/backtest/html/markup.ts';
import type { Approval } from '../../../shared/domain/approvals/approval.ts';
import { actionOf } from '../../../shared/domain/occurrences/what-was-done.ts';
import { withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { answerPageTexts } from '../../../shared/texts/answer-page/index.ts';
import type { OpenedLink } from './open-link.ts';
import { type PageCode, simplePage } from './page.ts';

interface Around {
  readonly killSwitchOn: boolean;
  /** False where an answer was taken that no run waits for. */
  readonly isNotified?: boolean;
}

/** Returns a page about a question that has its answer: who gave it, and what became of it. */
export function answeredPage(
  code: PageCode,
  { row, locale }: Pick<OpenedLink, 'row' | 'locale'>,
  approval: Approval,
  { killSwitchOn, isNotified = true }: Around,
): HttpResponseInit {
  const texts = answerPageTexts(locale.language);
  const { answer, asks } = approval;
  if (!answer) return simplePage(code, locale.language);
  const { by, at, reason, approved } = answer;
  const said = [
    asks,
    approved ? texts.approvedBy({ by, at }) : texts.rejectedBy({ by, at }),
    reason === undefined ? undefined : texts.because({ reason }),
    approved ? becameOf({ row, approval, killSwitchOn }, texts) : undefined,
    isNotified ? undefined : texts.goneOn,
  ];
  return simplePage(
    code,
    locale.language,
    said.map((text) => text && markup`<p class="text">${withLocalTimes(text, locale)}</p>`).filter((one) => !!one),
  );
}

function becameOf(
  { row, approval, killSwitchOn }: Pick<OpenedLink, 'row'> & { approval: Approval; killSwitchOn: boolean },
  texts: ReturnType<typeof answerPageTexts>,
): string {
  const action = actionOf(row);
  if (action?.approval === approval.number) return texts.sent({ at: action.at });
  const { became } = approval;
  if (became?.what === 'not-done')
    return became.why === undefined ? texts.notDone : texts.notDoneBecause({ why: became.why });
  return killSwitchOn ? texts.waitsForSwitch : texts.waits;
}
