import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../shared/notify/event-names.ts';
import { isRoutedTo, type RoutedEvent } from '../../../shared/notify/routing.ts';
import { policy } from '../../../shared/policy/policy.ts';

const ops = { name: 'ops', type: 'teams', secret: 'notify-ops' };
const given = (...channels: object[]) => policy.safeParse({ notify: { channels } });
const mistakesOf = (...channels: object[]) => given(...channels).error?.issues.map(({ path }) => path.join('.')) ?? [];

function channel(rules: object = {}) {
  const [first] = policy.parse({ notify: { channels: [{ ...ops, ...rules }] } }).notify.channels;
  return first as NonNullable<typeof first>;
}

describe('the channels of a policy', () => {
  it('are none, and the summary comes at seven, unless it says otherwise', () => {
    expect(policy.parse({}).notify).toEqual({ channels: [], dailySummaryAt: '07:00' });
  });

  it('are notified of everything but what the ticket system says as well', () => {
    const untold = eventNames.filter((name) => !channel().events.includes(name));

    expect(untold).toEqual(['ticket-opened', 'action-done']);
  });

  it.each([
    'atera-api-key',
    'notify-',
    'notify_ops',
    'notify-a/b',
    'Notify-ops',
    'https://hooks.slack.com/services/T/B/x',
  ])('cannot name the secret %s', (secret) => {
    expect(mistakesOf({ ...ops, secret })).toEqual(['notify.channels.0.secret']);
  });

  it.each(['Ops', 'a b', '-a', 'a-', 'a--b', 'a.b', '', 'a/b', 'a'.repeat(41)])('cannot be called "%s"', (name) => {
    expect(mistakesOf({ ...ops, name })).toEqual(['notify.channels.0.name']);
  });

  it('have a name each, and may share a secret', () => {
    expect(mistakesOf(ops, { ...ops, name: 'boss' })).toEqual([]);
    expect(mistakesOf(ops, { ...ops, name: 'boss' }, ops)).toEqual(['notify.channels.2.name']);
  });

  it('know no other types, events, playbooks and members', () => {
    expect(mistakesOf({ ...ops, type: 'mail' })).toEqual(['notify.channels.0.type']);
    expect(mistakesOf({ ...ops, events: ['all'] })).toEqual(['notify.channels.0.events.0']);
    expect(mistakesOf({ ...ops, events: [] })).toEqual(['notify.channels.0.events']);
    expect(mistakesOf({ ...ops, playbooks: ['reboot'] })).toEqual(['notify.channels.0.playbooks.0']);
    expect(mistakesOf({ ...ops, url: 'https://hooks.slack.com/x' })).toEqual(['notify.channels.0']);
  });
});

describe('what a channel is notified of', () => {
  const asked: RoutedEvent = { event: 'approval-needed', playbook: 'disk-space', customerId: 7, priority: 'Medium' };
  const unhealthy: RoutedEvent = { event: 'app-unhealthy' };

  it.each<[string, object, RoutedEvent, boolean]>([
    ['everything it names', {}, asked, true],
    ['no event that it does not name', { events: ['site-incident'] }, asked, false],
    ['what is about its customers', { customers: [6, 7] }, asked, true],
    ['nothing of other customers', { customers: [6] }, asked, false],
    ['nothing without a customer, where it is for some', { customers: [7] }, unhealthy, false],
    ['what belongs to its playbooks', { playbooks: ['disk-space'] }, asked, true],
    ['nothing of other playbooks', { playbooks: ['offline-device'] }, asked, false],
    ['what belongs to no playbook', { playbooks: ['offline-device'] }, unhealthy, true],
    ['what has its least priority', { minPriority: 'Medium' }, asked, true],
    ['nothing below it', { minPriority: 'High' }, asked, false],
    ['what has no priority', { minPriority: 'Critical' }, unhealthy, true],
  ])('is %s', (_, rules, event, isNotified) => {
    expect(isRoutedTo(channel(rules), event)).toBe(isNotified);
  });
});
