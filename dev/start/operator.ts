import { z } from 'zod';

/** A question of the app to a person, as `GET /api/remediations?state=approval` lists it. */
export interface Question {
  readonly id: string;
  readonly deviceName: string;
  readonly playbook: string;
  readonly asks: string;
  readonly evidence: string;
}

/** What the person says: yes, no with a reason, or nothing (yet). */
export type Answer = 'approve' | { readonly reject: string } | undefined;

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
  /** Reads the open questions and answers those there is an answer to. */
  inspection(): Promise<void>;
}

interface OperatorOptions {
  /** Address of the app's host. */
  readonly url: string;
  readonly clock: { now(): number };
  answerTo(question: Question): Answer;
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
export function makeOperator({ url, clock, answerTo }: OperatorOptions): Operator {
  const approvals: Approval[] = [];
  let rejections = 0;
  const answer = async (question: Question) => {
    const said = answerTo(question);
    if (said === undefined) return;
    const { evidence } = question;
    const no = said === 'approve' ? undefined : said.reject;
    const body = { evidence, by: BY, ...(no !== undefined && { reason: no }) };
    await call(`${url}/api/remediations/${question.id}/${no === undefined ? 'approve' : 'reject'}`, body);
    if (no === undefined) approvals.push({ question, at: clock.now() });
    else rejections++;
  };
  return {
    approvals,
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
  return YES.includes(about) ? 'approve' : undefined;
}
