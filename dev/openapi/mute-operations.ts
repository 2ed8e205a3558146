import type { z } from 'zod';
import type * as answers from '../../functions/http/answers/mutes.ts';
import { CreatedMute, Mute, MuteChoices, MuteList } from '../../functions/http/answers/mutes.ts';
import { CreateMute } from '../../functions/http/mutes/create-mute.ts';
import { EndMute } from '../../functions/http/mutes/end-mute.ts';
import { ListChoices } from '../../functions/http/mutes/list-choices.ts';
import { ListMutes } from '../../functions/http/mutes/list-mutes.ts';
import { INVALID, INVALID_BODY, missingRole, type OperationDoc } from './operation.ts';

const tag = 'Mutes';
const ID = 'maea10c66259f1a0522e55d020561209';
const params = { id: { description: 'The id of a mute.', example: ID } } as const;
const UNKNOWN = { 404: 'There is no such mute, or it is no longer kept.' } as const;

/** One that holds. */
const mute = {
  ...({ id: ID, state: 'in-force' } as const),
  device: { key: 'a1201', name: 'NW-SRV-01' },
  customer: { id: 12, name: 'North Wind' },
  ...{ playbook: null, condition: null },
  ...{ from: '2026-03-02T08:00:00.000Z', until: '2026-03-02T20:00:00.000Z' },
  ...{ reason: 'Patch day', by: 'Ada (typed, not verified)', createdAt: '2026-03-02T08:00:00.000Z', ended: null },
} satisfies z.input<typeof answers.Mute>;

const body = {
  agentId: 1_201,
  until: '2026-03-02T20:00:00Z',
  reason: 'Patch day',
  by: 'Ada',
} satisfies z.input<typeof CreateMute>;

const ended = {
  ...mute,
  state: 'ended',
  ended: { at: '2026-03-02T12:00:00.000Z', by: 'Bob (typed, not verified)', reason: 'Done sooner' },
} as const;

const choices = {
  devices: [
    {
      ...({ key: 'a1201', name: 'NW-SRV-01', kind: 'agent', timeZone: 'Europe/Berlin' } as const),
      customer: { id: 12, name: 'North Wind' },
    },
  ],
  moreDevices: false,
  customers: [{ id: 12, name: 'North Wind', timeZone: 'Europe/Berlin' }],
  playbooks: ['disk-space'],
} satisfies z.input<typeof answers.MuteChoices>;

const key = {
  'Idempotency-Key': { description: 'The same key gives the same mute.', example: 'change-0815' },
} as const;
const made = {
  schema: CreatedMute,
  example: { ...mute, note: null },
  headers: { Location: 'The address of the mute.' },
};

const create = {
  headers: key,
  body: { schema: CreateMute, example: body },
  answers: {
    200: { description: 'This key was used for the same before; the mute as it is now.', ...made },
    201: { description: 'The mute; `note` says what may be a mistake.', ...made },
  },
  problems: {
    ...INVALID_BODY,
    409: 'There are too many already.',
    422: 'The key was used for another body.',
  },
} as const;

/** What people want left alone for a while. */
export const muteOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'createMute', method: 'post', route: 'mutes', tag },
    who: 'operator',
    summary: 'Leave a device or a customer alone for a while, from now on or later',
    ...create,
    problems: {
      ...create.problems,
      403: `${missingRole('operator')} Or it takes an admin: a whole customer for over 72 hours.`,
    },
  },
  {
    ...{ name: 'createLongMute', method: 'post', route: 'mutes/long', tag },
    who: 'admin',
    needsMaster: true,
    summary: 'The same, a whole customer for over 72 hours included',
    ...create,
  },
  {
    ...{ name: 'listMutes', method: 'get', route: 'mutes', tag },
    who: 'reader',
    summary: 'What is muted, what is planned, and what has ended lately',
    query: ListMutes,
    answers: { 200: { description: 'The mutes.', schema: MuteList, example: { mutes: [mute], unreadable: 0 } } },
    problems: INVALID,
  },
  {
    ...{ name: 'listMuteChoices', method: 'get', route: 'mute-choices', tag },
    who: 'reader',
    summary: 'What can be muted: devices by a part of their name, customers, playbooks',
    query: ListChoices,
    answers: { 200: { description: 'What there is.', schema: MuteChoices, example: choices } },
    problems: INVALID,
  },
  {
    ...{ name: 'getMute', method: 'get', route: 'mutes/{id}', tag, params },
    who: 'reader',
    summary: 'One mute',
    answers: { 200: { description: 'The mute.', schema: Mute, example: mute } },
    problems: UNKNOWN,
  },
  {
    ...{ name: 'endMute', method: 'delete', route: 'mutes/{id}', tag, params },
    who: 'operator',
    summary: 'End a mute before its time; what it held up is checked again',
    query: EndMute,
    answers: { 200: { description: 'The mute, also when it had ended already.', schema: Mute, example: ended } },
    problems: { ...INVALID, ...UNKNOWN },
  },
];
