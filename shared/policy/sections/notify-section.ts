import { z } from 'zod';
import { type EventName, eventNames, priorities } from '../../notify/event-names.ts';
import { playbookNames } from '../../playbooks/index.ts';
import { languages } from '../../texts/language.ts';

/** What a channel is notified of unless it says otherwise: not what the ticket system says as well. */
const USUAL_EVENTS = eventNames.filter((name) => !(['ticket-opened', 'action-done'] as EventName[]).includes(name));

const MAX_CHANNELS = 20;

/** A name stands in addresses and row keys. */
const channelName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'may hold small letters, digits and single dashes between them only')
  .max(40)
  .meta({ unit: 'name', description: 'What it is called in the dashboard, the log and health.' });

/**
 * Only secrets of this prefix may be named: whoever may change the policy must not be able to have
 * another secret of the vault sent to an address.
 */
const notifySecret = z
  .string()
  .regex(/^notify-[0-9a-zA-Z-]{1,120}$/, 'must be notify- followed by letters, digits and dashes')
  .meta({
    unit: 'secret name',
    description:
      'The secret of the vault that holds the address: for teams and slack the address alone, for webhook `{"url", "signingSecret"}` as JSON (docs/notifications.md).',
  });

const someOf = <T extends z.ZodType>(each: T) => z.array(each).min(1).max(1_000);

const channel = z.strictObject({
  name: channelName,
  type: z
    .enum(['teams', 'slack', 'webhook'])
    .meta({ unit: 'teams, slack or webhook', description: 'What kind of receiver the address is.' }),
  secret: notifySecret,
  events: someOf(z.enum(eventNames))
    .default(USUAL_EVENTS)
    .meta({ unit: 'events', description: 'What it is notified of.' }),
  playbooks: someOf(z.enum(playbookNames)).optional().meta({
    unit: 'playbooks',
    description: 'Only what belongs to these, and what belongs to no playbook. Not given: all.',
  }),
  customers: someOf(z.int().positive()).optional().meta({
    unit: 'customer ids',
    description: 'Only what is about these customers; nothing that names no customer or several. Not given: all.',
  }),
  minPriority: z.enum(priorities).optional().meta({
    unit: 'priority',
    description: 'Nothing of a lower priority. What has no priority is sent. Not given: all.',
  }),
  language: z.enum(languages).optional().meta({
    unit: 'language',
    description:
      "The language of its headings and buttons. Not given: the policy's. What happened is written in the customer's.",
  }),
});

/** Whom the app notifies of what, and where. */
export const notifySection = z.strictObject({
  channels: z
    .array(channel)
    .max(MAX_CHANNELS)
    .default([])
    .check(({ value, issues }) => {
      const first = new Set<string>();
      for (const [index, { name }] of value.entries()) {
        if (first.has(name))
          issues.push({ code: 'custom', input: name, path: [index, 'name'], message: `${name} is named twice` });
        first.add(name);
      }
    })
    .meta({
      description: 'Where people are notified. None: nowhere but in tickets and the dashboard.',
      widens: 'audience',
    }),
  dailySummaryAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time HH:MM')
    .default('07:00')
    .meta({
      unit: 'HH:MM',
      description: 'When the daily summary is sent, by the wall clock of `timeZone`.',
      widens: 'never',
    }),
});

/** What the policy says of notifications. */
export type NotifySection = z.output<typeof notifySection>;

/** One place where people are notified. */
export type Channel = NotifySection['channels'][number];
