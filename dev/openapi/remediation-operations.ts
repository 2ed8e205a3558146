import {
  AnswerTaken,
  Cancelled,
  Remediation,
  RemediationList,
  RequestTaken,
} from '../../functions/http/answers/remediations.ts';
import { ApproveRequest, RejectRequest } from '../../functions/http/remediations/answer-approval.ts';
import { CancelRequest } from '../../functions/http/remediations/cancel-remediation.ts';
import { ListRemediations } from '../../functions/http/remediations/list-remediations.ts';
import { StartRequest } from '../../functions/http/remediations/start-remediation.ts';
import * as examples from './examples.ts';
import { INVALID, INVALID_BODY, NEEDS_RECORD, type OperationDoc, remediation } from './operation.ts';

const tag = 'Remediations';
const UNKNOWN = { 404: 'There is nothing with this id.' } as const;
const { evidence } = examples.approval;

/** What can be done with remediations. */
export const remediationOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'startRemediation', method: 'post', route: 'remediations', tag },
    who: 'operator',
    summary: 'Take up an alert, or a playbook on a device',
    headers: {
      'Idempotency-Key': {
        description: 'The same key again starts nothing; with another body it is refused.',
        example: 'ticket-4711',
      },
    },
    body: { schema: StartRequest, example: { alertId: 48_213 } },
    answers: {
      202: {
        description: 'Taken; the address says what became of it.',
        schema: RequestTaken,
        example: { requestId: examples.requestId },
        headers: { Location: 'The address of the request.' },
      },
    },
    problems: { ...INVALID_BODY, 422: 'The Idempotency-Key was used for another body.' },
  },
  {
    ...{ name: 'listRemediations', method: 'get', route: 'remediations', tag },
    who: 'reader',
    summary: 'The newest occurrence of every condition that fits',
    query: ListRemediations,
    answers: { 200: { description: 'A page.', schema: RemediationList, example: examples.remediationList } },
    problems: INVALID,
  },
  {
    ...{ name: 'getRemediation', method: 'get', route: 'remediations/{id}', tag, params: remediation },
    who: 'reader',
    summary: 'One request or remediation',
    answers: { 200: { description: 'How it stands.', schema: Remediation, example: examples.remediation } },
    problems: { ...UNKNOWN, ...NEEDS_RECORD },
  },
  {
    ...{ name: 'approveRemediation', method: 'post', route: 'remediations/{id}/approve', tag, params: remediation },
    who: 'operator',
    summary: 'Approve what the app asks',
    body: { schema: ApproveRequest, example: { evidence, by: 'Ada', reason: 'only temp files' } },
    answers: { 200: { description: 'Taken.', schema: AnswerTaken, example: examples.answerTaken } },
    problems: { ...INVALID_BODY, ...UNKNOWN, ...NEEDS_RECORD },
  },
  {
    ...{ name: 'rejectRemediation', method: 'post', route: 'remediations/{id}/reject', tag, params: remediation },
    who: 'operator',
    summary: 'Say no to what the app asks',
    body: { schema: RejectRequest, example: { evidence, by: 'Ada', reason: 'the logs are needed' } },
    answers: { 200: { description: 'Taken.', schema: AnswerTaken, example: examples.answerTaken } },
    problems: { ...INVALID_BODY, ...UNKNOWN, ...NEEDS_RECORD },
  },
  {
    ...{ name: 'cancelRemediation', method: 'post', route: 'remediations/{id}/cancel', tag, params: remediation },
    who: 'operator',
    summary: 'Leave an occurrence alone',
    body: { schema: CancelRequest, example: { reason: 'the disk is swapped tonight' } },
    answers: {
      200: { description: 'Closed.', schema: Cancelled, example: examples.cancelled },
      202: {
        description: 'Nothing is written any more; a ticket that was begun is still searched for.',
        schema: Cancelled,
        example: {
          ...examples.cancelled,
          state: 'cancelling',
          ticketId: null,
          detail: 'Nothing is written any more. …',
        },
      },
    },
    problems: { ...INVALID_BODY, ...UNKNOWN, ...NEEDS_RECORD },
  },
];
