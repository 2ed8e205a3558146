import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { startApp } from '../../helpers/app/app.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { readSlack, readTeams } from '../../helpers/receivers/read-aloud.ts';
import { startSlack } from '../../helpers/receivers/slack.ts';
import { startTeams } from '../../helpers/receivers/teams.ts';
import { addCleanable, addFull, untilAsked, withAutomoxMatch } from '../../helpers/scenarios/disk-scenarios.ts';

const EVENTS = ['approval-needed', 'approval-expired', 'ticket-opened', 'action-done', 'action-failed'];

/** An app that notifies a Teams workflow in English and Slack in German. */
async function started() {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const [teams, slack] = [await startTeams(clock), await startSlack(clock)];
  const { notify } = policy.parse({
    notify: {
      channels: [
        { name: 'ops', type: 'teams', secret: 'notify-ops', events: EVENTS },
        { name: 'nacht', type: 'slack', secret: 'notify-nacht', events: EVENTS, language: 'de' },
      ],
    },
  });
  const secrets = { 'notify-ops': teams.url, 'notify-nacht': slack.url };
  const options = { clock, secrets, receivers: [teams, slack] };
  const app = await startApp({
    ...{ ...withAutomoxMatch, ...options },
    policy: { ...withAutomoxMatch.policy, notify, timeZone: 'Europe/Berlin' },
  });
  return { app, teams, slack };
}

describe('what the app sends', () => {
  it('is a card and a Slack message that can be shown, from a question to its end', async () => {
    const { app, teams, slack } = await started();
    await using _teams = teams;
    await using _slack = slack;
    await using _app = app;
    const stage = stageOf(app);
    await addCleanable(stage);
    await untilAsked(stage);
    await stage.answer('approve');
    await stage.hours(3);

    const cards = teams.shown.map(readTeams);
    const messages = slack.shown.map(readSlack);

    expect([teams.failures, teams.requests.length, slack.requests.length]).toEqual([[], 2, 2]);
    expect(cards.map(([heading]) => heading)).toEqual([
      expect.stringMatching(/^Answer needed: \S+ \(.+\)$/),
      expect.stringMatching(/^Action done: \S+ \(.+\)$/),
    ]);
    expect(cards[0]?.join('\n')).toMatch(/It can be answered until 2026-03-03 \d\d:\d\d CET/);
    expect(messages[0]?.join('\n')).toMatch(/^Antwort nötig: .*bis 03\.03\.2026 \d\d:\d\d MEZ beantwortet werden/s);
  });

  it('of many devices, to a channel that took nothing for a while, is a card or two that name them', async () => {
    const { app, teams, slack } = await started();
    await using _teams = teams;
    await using _slack = slack;
    await using _app = app;
    const stage = stageOf(app);
    teams.behave({ status: 429, headers: { 'retry-after': '600' } });
    for (let count = 0; count < 12; count++) addFull(stage, { name: `<b>FULL-${count}</b> https://evil.example` });
    await stage.hours(1);

    teams.behave('ok');
    await stage.hours(1);

    const cards = teams.shown.map(readTeams);
    expect(teams.failures).toEqual([]);
    expect(cards.length).toBeLessThanOrEqual(2);
    expect(cards.flat().join('\n')).toContain('FULL-11');
    expect(cards.flat().join('\n')).not.toMatch(/<b>|:\/\/evil/);
  });
});
