import { useState } from 'preact/hooks';
import { playbookName } from '../../lib/names.ts';
import { agoText, fullTime, timeText } from '../../lib/times.ts';
import { useRoute } from '../../lib/use-route.ts';
import { Card, Empty, Vendor } from '../../parts/basics.tsx';
import { Paged } from '../../parts/paged.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import { muteAddress, partsOfRemediation } from '../mutes/mutes-data.ts';
import { AnswerDialog, type Verdict } from './answer-dialog.tsx';
import { Evidence } from './evidence.tsx';
import type { Question } from './now-data.ts';

const PAGE = 10;

interface Props {
  readonly questions: readonly Question[];
  readonly hasMore: boolean;
  readonly now: number;
  readonly onAnswered: () => void;
}

/** The questions that wait for a person: the one that a message led to on top, then those that expire first. */
export function Questions({ questions, hasMore, now, onAnswered }: Props) {
  const [asked, setAsked] = useState<{ question: Question; verdict: Verdict }>();
  const [said, setSaid] = useState<Verdict>();
  const texts = t.now.questions;
  const wanted = useRoute().query.get('remediation');
  const sorted = questions.toSorted(
    (a, b) =>
      Number(b.id === wanted) - Number(a.id === wanted) || a.approval.expiresAt.localeCompare(b.approval.expiresAt),
  );
  const done = (verdict: Verdict) => {
    setAsked(undefined);
    setSaid(verdict);
    onAnswered();
  };
  return (
    <Card
      title={texts.title}
      id="questions"
      aside={<span class="count">{`${questions.length}${hasMore ? '+' : ''}`}</span>}
    >
      <p class="said" role="status">
        {said && texts.done[said]}
      </p>
      {hasMore && <p class="note warn">{texts.more}</p>}
      {sorted.length === 0 && !hasMore && <Empty text={texts.none} hint={texts.noneHint} />}
      <Paged items={sorted} size={PAGE} label={texts.title}>
        {(page) => (
          <ul class="plain questions">
            {page.map((question) => (
              <QuestionCard
                key={`${question.id} ${question.approval.evidence}`}
                {...{ question, now, isWanted: question.id === wanted }}
                onAnswer={(verdict) => setAsked({ question, verdict })}
              />
            ))}
          </ul>
        )}
      </Paged>
      {asked && <AnswerDialog {...asked} onDone={() => done(asked.verdict)} onClose={() => setAsked(undefined)} />}
    </Card>
  );
}

function QuestionCard(props: {
  readonly question: Question;
  readonly now: number;
  readonly isWanted: boolean;
  readonly onAnswer: (verdict: Verdict) => void;
}) {
  const { question, now, isWanted, onAnswer } = props;
  const { deviceName, playbook, approval } = question;
  const { asks, askedAt, expiresAt } = approval;
  const texts = t.now.questions;
  const isUrgent = Date.parse(expiresAt) - now < URGENT_MS;
  return (
    <li class={isWanted ? 'question wanted' : 'question'} {...(isWanted && { 'aria-current': true })}>
      <div class="line">
        <Subject of={question} about={playbookName(playbook)} />
        <span class={isUrgent ? 'expires urgent' : 'expires'} title={fullTime(expiresAt)}>
          {texts.expires(agoText(expiresAt, now))}
        </span>
      </div>
      <p class="asks">
        <Vendor text={asks} />
      </p>
      <Evidence question={question} />
      <div class="line">
        <span class="muted">{texts.asked(timeText(askedAt, now))}</span>
        <span class="actions">
          <MuteLink question={question} />
          <button type="button" class="bad" onClick={() => onAnswer('reject')}>
            {texts.reject} <span class="hidden">{deviceName}</span>
          </button>
          <button type="button" class="strong good" onClick={() => onAnswer('approve')}>
            {texts.approve} <span class="hidden">{deviceName}</span>
          </button>
        </span>
      </div>
    </li>
  );
}

/** To the form, filled in: the question is withdrawn once the device is muted. */
function MuteLink({ question: { id, deviceName } }: { readonly question: Question }) {
  const parts = partsOfRemediation(id);
  if (!parts) return null;
  return (
    <a class="button" href={muteAddress({ ...parts, name: deviceName ?? '' })}>
      {t.mutes.button} <span class="hidden">{deviceName}</span>
    </a>
  );
}

const URGENT_MS = 10 * 60_000;
