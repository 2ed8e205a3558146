import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { playbookName } from '../../lib/names.ts';
import { countText } from '../../lib/times.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Badge, Card, failureText, Time, type Tone } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { Channel, ChannelHealth, Tested } from './channels-data.ts';

const TONES: Readonly<Record<string, Tone>> = { ok: 'good', failing: 'warn', dead: 'bad' };

interface Props {
  readonly channel: Channel;
  readonly now: number;
  readonly onTested: () => void;
}

/** One channel. */
export function ChannelCard({ channel, now, onTested }: Props) {
  const { name, type, health } = channel;
  const texts = t.channels;
  const badge = <Badge tone={TONES[health.state] ?? 'plain'}>{texts.states[health.state] ?? health.state}</Badge>;
  return (
    <Card title={`${name} · ${texts.types[type] ?? type}`} id={`channel-${name}`} aside={badge}>
      <dl class="facts">
        <Fact isWide name={texts.eventNames}>
          {channel.events.map((event) => texts.events[event] ?? event).join(', ')}
        </Fact>
        <Only channel={channel} />
        <Fact name={texts.secret}>
          <code>{channel.secret}</code>
        </Fact>
        <Health health={health} now={now} />
      </dl>
      <Test channel={channel} onTested={onTested} />
    </Card>
  );
}

interface FactProps {
  readonly name: string;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

function Fact({ name, isWide, children }: FactProps) {
  return (
    <div class={isWide ? 'wide' : ''}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Only({ channel: { playbooks, customers, minPriority } }: { readonly channel: Channel }) {
  const texts = t.channels;
  const rules = [
    playbooks && `${texts.playbooks}: ${playbooks.map(playbookName).join(', ')}`,
    customers && `${texts.customers}: ${customers.join(', ')}`,
    minPriority && texts.fromPriority(texts.priorities[minPriority] ?? minPriority),
  ].filter(Boolean);
  return rules.length === 0 ? null : <Fact name={texts.only}>{rules.join('; ')}</Fact>;
}

function Health({ health, now }: { readonly health: ChannelHealth; readonly now: number }) {
  const texts = t.channels;
  const { lastOkAt, lastFailedAt, failingSince, code, nextTryAt, waiting, dropped } = health;
  return (
    <>
      <Fact name={texts.lastOk}>{lastOkAt ? <Time at={lastOkAt} now={now} /> : texts.never}</Fact>
      {lastFailedAt && (
        <Fact name={texts.lastFailed}>
          <Time at={lastFailedAt} now={now} />
          {code && `: ${texts.codes[code] ?? code}`}
        </Fact>
      )}
      {failingSince && (
        <Fact name={texts.failingSince}>
          <Time at={failingSince} now={now} />
        </Fact>
      )}
      {waiting > 0 && <Fact name={texts.waiting}>{texts.waitingEvents(countText(waiting))}</Fact>}
      {nextTryAt && (
        <Fact name={texts.nextTry}>
          <Time at={nextTryAt} now={now} />
        </Fact>
      )}
      {dropped > 0 && <Fact name={texts.dropped}>{texts.messages(countText(dropped))}</Fact>}
    </>
  );
}

function Test({ channel: { name, type }, onTested }: Omit<Props, 'now'>) {
  const [tested, setTested] = useState<Tested>();
  const action = useAction();
  const texts = t.channels;
  const test = async () => {
    setTested(undefined);
    await action.run(async () => {
      const { body } = await call<Tested>(`/channels/${encodeURIComponent(name)}/test`, { method: 'POST' });
      setTested(body);
    });
    onTested();
  };
  return (
    <>
      <p class="test">
        <button type="button" disabled={action.isBusy} aria-label={texts.testOf(name)} onClick={() => void test()}>
          {action.isBusy ? texts.testing : texts.test}
        </button>
      </p>
      <p role="status" class={tested?.accepted ? 'note info' : tested || action.error ? 'note warn' : 'hidden'}>
        {action.error ? failureText(action.error) : tested && resultText(type, tested)}
      </p>
    </>
  );
}

function resultText(type: string, { accepted, code, reason }: Tested): string {
  const texts = t.channels;
  if (accepted) return texts.accepted[type] ?? '';
  return texts.refused(texts.codes[code ?? ''] ?? reason ?? '');
}
