import { Channels, TestedChannel } from '../../functions/http/answers/channels.ts';
import type { OperationDoc } from './operation.ts';

const tag = 'Operation';

const channels = {
  channels: [
    {
      ...{ name: 'ops', type: 'teams', secret: 'notify-ops', language: 'en' },
      events: ['approval-needed', 'action-failed', 'daily-summary'],
      ...{ playbooks: null, customers: null, minPriority: 'High' },
      health: {
        ...{ state: 'failing', lastOkAt: '2026-03-02T07:00:04.000Z', lastFailedAt: '2026-03-02T08:14:00.000Z' },
        failingSince: '2026-03-02T08:12:00.000Z',
        ...{ code: 'receiver_failed', reason: 'the receiver failed (503)', nextTryAt: '2026-03-02T08:16:00.000Z' },
        ...{ waiting: 3, dropped: 0 },
      },
    },
  ],
  dailySummaryAt: '07:00',
  timeZone: 'Europe/Berlin',
};

const tested = {
  ...{ accepted: true, code: null, reason: null },
  next: 'Slack took it. Check the channel.',
};

/** Where people are notified. */
export const channelOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'listChannels', method: 'get', route: 'channels', tag },
    who: 'reader',
    summary: 'Where people are notified of what, and how each channel is',
    answers: {
      200: { description: 'The channels of the policy, without secrets.', schema: Channels, example: channels },
    },
    problems: {},
  },
  {
    ...{ name: 'testChannel', method: 'post', route: 'channels/{name}/test', tag },
    who: 'operator',
    summary: 'Send a test message to a channel',
    params: { name: { description: 'The name of a channel.', example: 'ops' } },
    answers: {
      200: {
        description: 'Whether the receiver accepted it. Accepted is not shown: look into the channel.',
        schema: TestedChannel,
        example: tested,
      },
    },
    problems: { 404: 'The policy has no such channel.', 429: 'It was tested less than ten seconds ago.' },
  },
];
