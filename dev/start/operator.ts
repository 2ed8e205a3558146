import { z } from 'zod';
import { approveByLink } from './channels/answer-by-link.ts';

/** A question of the app to a person, as `GET /api/remediations?state=approval` lists it. */
export interface Question {
  readonly id: string;
  readonly deviceName: string;
  readonly playbook: string;
  readonly asks: string;
  readonly evidence: string;
}

/** What the person says: yes, yes on the page behind a message's link, no with a reason, or nothing (yet). */
export type Answer = 'approve' | 'approve-by-link' | { readonly reject: string } | undefined;

/** A yes that the app took. */
export interface Approval {
  readonly question: Question;
  /** Epoch ms. */
  readonly at: number;
}

/** A person who reads what the app asks now and then, and answers over its HTTP API. */
export interface Operator {
  readonly approvals: readonly Approval[];
  readonly rejections: number;
  /** Of each question answered by its link: whether the link could be used once more. */
  readonly linksUsed: readonly { readonly question: Question; readonly isOpenStill: boolean }[];
  /** Reads the open questions and answers those there is an answer to. */
  inspection(): Promise<void>;
}

interface OperatorOptions {
  /** Address of the app's host. */
  readonly url: string;
  readonly clock: { now(): number };
  answerTo(question: Question): Answer;
  /** The link in a message about the question, once there is one. */
  linkTo(question: Question): string | undefined;
}

const BY = 'Ada (service desk)';

const Listed = z.object({
  remediations: z.array(
    z.object({
      id: z.string(),
      deviceName: z.string().default(''),
      playbook: z.string(),
      approval: z.object({ asks: z.string(), evidence: z.string() }),
    }),
  ),
});

/**
 * The person of the day. The first question that is answered otherwise than with 200 throws: then
 * the day is no day of work.
 */
export function makeOperator({ url, clock, answerTo, linkTo }: OperatorOptions): Operator {
  const approvals: Approval[] = [];
  const linksUsed: Operator['linksUsed'][number][] = [];
  let rejections = 0;
  const answerByLink = async (question: Question) => {
    const link = linkTo(question);
    if (link === undefined) return;
    linksUsed.push({ question, isOpenStill: await approveByLink(link, url, BY) });
    approvals.push({ question, at: clock.now() });
  };
  const answer = async (question: Question) => {
    const said = answerTo(question);
    if (said === undefined) return;
    if (said === 'approve-by-link') return answerByLink(question);
    const { evidence } = question;
    const no = said === 'approve' ? undefined : said.reject;
    const body = { evidence, by: BY, ...(no !== undefined && { reason: no }) };
    await call(`${url}/api/remediations/${question.id}/${no === undefined ? 'approve' : 'reject'}`, body);
    if (no === undefined) approvals.push({ question, at: clock.now() });
    else rejections++;
  };
  return {
    approvals,
    linksUsed,
    get rejections() {
      return rejections;
    },
    async inspection() {
      const { remediations } = Listed.parse(await call(`${url}/api/remediations?state=approval&top=200`));
      for (const { approval, ...about } of remediations) await answer({ ...about, ...approval });
    },
  };
}

async function call(address: string, body?: object): Promise<unknown> {
  const post = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(address, { headers: { connection: 'close' }, ...post });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Whose disk may be cleaned, and who may restart. */
const YES = ['ALDER-SRV02 disk-space', 'BRIGHT-SRV01 disk-space', 'ALDER-DC01 pending-reboot'];

/** No server: whoever has the link of the message may answer. */
const YES_BY_LINK = ['COBALT-PC02 disk-space'];

const NO: Readonly<Record<string, string>> = {
  'COBALT-SRV01 disk-space': 'the logs are needed until the audit is over',
};

/**
 * The answers of the scripted day. Nobody has time for the rest: some of it passes by itself, some
 * becomes a ticket.
 */
export function answersOfTheDay({ deviceName, playbook }: Question): Answer {
  const about = `${deviceName} ${playbook}`;
  const no = NO[about];
  if (no !== undefined) return { reject: no };
  if (YES_BY_LINK.includes(about)) return 'approve-by-link';
  return YES.includes(about) ? 'approve' : undefined;
}
