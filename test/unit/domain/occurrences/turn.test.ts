import { describe, expect, it } from 'vitest';
import { rankOf } from '../../../../shared/domain/alerts/rank.ts';
import type { Condition } from '../../../../shared/domain/occurrences/condition.ts';
import { openOrJoin } from '../../../../shared/domain/occurrences/occurrence.ts';
import { type Due, inTurn, turnOf } from '../../../../shared/domain/occurrences/turn.ts';
import { conditionFacts } from '../../../helpers/scenarios/condition-facts.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const opened = openOrJoin(undefined, conditionFacts(), NOW).condition;
const answered = { answer: { approved: true, by: 'Ann', at: NOW } } as Condition['approval'];

const due = (deviceKey: string, over: Partial<Due> = {}): Due => ({
  ...{ deviceKey, conditionKey: 'offline', nextAt: NOW, turn: 'again', rank: 0 },
  ...over,
});

describe('turnOf', () => {
  it.each<[string, Partial<Condition>, string]>([
    ['one that was just opened', {}, 'new'],
    ['one that was put off', { nextAt: NOW + 60_000 }, 'again'],
    ['one that is watched', { state: 'watching' }, 'again'],
    ['a watchdog', { state: 'remediating', nextAt: NOW + 60_000 }, 'again'],
    ['an answered question', { state: 'remediating', approval: answered }, 'answer'],
    ['an approved action that waits for its window', { nextAt: NOW + 60_000, approval: answered }, 'answer'],
    ['a site, however often it comes', { deviceKey: 'c7', conditionKey: 'site-incident', state: 'watching' }, 'site'],
  ])('of %s', (_name, over, expected) => {
    expect(turnOf({ ...opened, ...over })).toBe(expected);
  });
});

describe('inTurn', () => {
  it('serves sites, then answers, then the most urgent of the new ones', () => {
    const rows = [
      due('again'),
      due('laptop', { turn: 'new', rank: 5 }),
      due('server', { turn: 'new', rank: 0, nextAt: NOW + 1 }),
      due('answer', { turn: 'answer' }),
      due('site', { turn: 'site' }),
    ];

    expect(inTurn(rows).map(({ deviceKey }) => deviceKey)).toEqual(['site', 'answer', 'server', 'laptop', 'again']);
  });

  it('lets neither the new ones nor those that were deferred starve the others', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [due(`n${i}`, { turn: 'new' }), due(`a${i}`)]).flat();

    const order = inTurn(rows).map(({ turn }) => turn);

    expect(order.slice(0, 8)).toEqual(['new', 'new', 'new', 'again', 'new', 'new', 'new', 'again']);
    expect(order).toHaveLength(24);
  });
});

describe('rankOf', () => {
  it('puts severity before the class of the device, and takes what is not reported for urgent', () => {
    const ranks = [
      rankOf({ severity: 'Critical' }, 'server'),
      rankOf({ severity: 'Critical' }, 'laptop'),
      rankOf({ severity: 'Warning' }, 'server'),
      rankOf({ severity: 'Information' }, 'server'),
    ];

    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(rankOf({})).toBe(rankOf({ severity: 'Warning' }, 'server'));
  });
});
