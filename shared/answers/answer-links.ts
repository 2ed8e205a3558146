import type { Clock } from '../clock.ts';
import { pendingQuestion } from '../domain/approvals/answer.ts';
import type { Condition } from '../domain/occurrences/condition.ts';
import { remediationKey } from '../domain/occurrences/remediation-key.ts';
import type { Policy } from '../policy/policy.ts';
import {
  type AnswerPermission,
  answerPermission,
  areLinksAllowed,
  isAnyoneLetIn,
} from '../policy/sections/answer-by-link.ts';
import type { ApiKeySource } from '../secrets/api-key-source.ts';
import type { Settings } from '../settings.ts';
import type { ConditionStore } from '../storage/conditions/conditions.ts';
import type { DirectoryStore } from '../storage/directory/directory.ts';
import { type LinkKey, linkKeysIn } from './link-keys.ts';
import {
  audienceOf,
  type FormOf,
  isFormValid,
  type Question,
  type ReadToken,
  readToken,
  signForm,
  signQuestion,
} from './link-token.ts';

/** Why there are no links, as far as settings and policy decide. */
export type LinksState = 'on' | 'off-by-policy' | 'nobody-may' | 'no-address' | 'no-key';

/** Makes the links of messages, and reads those that come back. */
export interface AnswerLinks {
  /**
   * The address where a question can be answered; undefined where it is not open any more, or
   * policy, settings or the key allow none. One or two storage transactions.
   */
  answerLink(question: Question): Promise<string | undefined>;
  /** Where the dashboard shows what waits; undefined where the app's address is not known. */
  dashboardLink(remediationId: string): string | undefined;
  /** What a token from outside says; `off` where no link can be checked. */
  read(token: string): Promise<ReadToken | { readonly state: 'off' }>;
  /** Who may answer about this occurrence by link, as the policy is now. At most one transaction. */
  permissionFor(row: AboutDevice): Promise<AnswerPermission>;
  /** The token of a form; undefined where there is no key. */
  formFor(form: FormOf): Promise<string | undefined>;
  /** Whether a form is one that was made for this link and person a short while ago. */
  isFormValid(text: string, form: FormOf): Promise<boolean>;
  /** Whether links are made; for health. */
  state(): Promise<LinksState>;
}

/** Whose device a question is about. */
type AboutDevice = Pick<Condition, 'playbook' | 'agentId'>;

interface Deps {
  readonly settings: Pick<Settings, 'publicUrl' | 'taskHubName' | 'signInOn'>;
  /** Absent = there is none. */
  readonly keys?: ApiKeySource | undefined;
  readonly inForce: () => Promise<{ readonly policy: Pick<Policy, 'answerByLink' | 'customers'> }>;
  readonly conditions: Pick<ConditionStore, 'get'>;
  readonly directory: Pick<DirectoryStore, 'agent'>;
  readonly clock: Clock;
}

/** Returns the links of this installation. The key is in no answer, no error and no log. */
export function makeAnswerLinks(deps: Deps): AnswerLinks {
  const { clock } = deps;
  const { publicUrl, taskHubName, signInOn } = deps.settings;
  const audience = publicUrl === undefined ? undefined : audienceOf(publicUrl, taskHubName);
  const keys = rememberingKeys(deps);
  const permissionFor = (row: AboutDevice) => permissionOf(deps, row);
  return {
    permissionFor,
    async answerLink(question) {
      const [key] = (await keys()) ?? [];
      if (!key || audience === undefined) return undefined;
      const row = await openRow(deps, question);
      const permission = row ? await permissionFor(row) : 'off';
      if (permission === 'off' || (permission === 'authenticated' && !signInOn)) return undefined;
      return `${publicUrl}/api/answer?t=${signQuestion(question, audience, key)}`;
    },
    dashboardLink: (remediationId) =>
      publicUrl && `${publicUrl}/api/dashboard/#/now?remediation=${encodeURIComponent(remediationId)}`,
    async read(token) {
      const known = await keys();
      if (!known || audience === undefined) return { state: 'off' };
      const read = readToken(token, audience, known);
      // Another instance may sign with a key that was put in a moment ago.
      return read.state === 'foreign' && (await isReplaced(deps.keys))
        ? readToken(token, audience, (await keys()) ?? [])
        : read;
    },
    async formFor(form) {
      const [key] = (await keys()) ?? [];
      return key && signForm(form, clock.now(), key);
    },
    isFormValid: async (text, form) => isFormValid(text, form, clock.now(), (await keys()) ?? []),
    state: () => stateOf(deps, keys),
  };
}

type Keys = () => Promise<readonly LinkKey[] | undefined>;

/** Anybody can ask: where there is no key, the vault is not asked again for this long. */
const NONE_FOR_MS = 30_000;

/** What the key source cannot give is no reason to fail: there is no link then. */
function rememberingKeys({ keys: source, clock }: Pick<Deps, 'keys' | 'clock'>): Keys {
  let nextAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<string | undefined> | undefined;
  return async () => {
    if (!source || clock.now() < nextAt) return undefined;
    asking ??= source
      .current()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    const secret = await asking;
    if (secret === undefined) nextAt = clock.now() + NONE_FOR_MS;
    return secret === undefined ? undefined : linkKeysIn(secret);
  };
}

/** Whether there is a newer secret than the one in use; the source asks the vault once a minute at most. */
async function isReplaced(source: ApiKeySource | undefined): Promise<boolean> {
  const inUse = await source?.current().catch(() => undefined);
  if (!source || inUse === undefined) return false;
  return (await source.refreshAfterRejection(inUse)).changed;
}

/** The row, while it asks exactly this. */
async function openRow({ conditions, clock }: Deps, { remediationId, number, evidence }: Question) {
  const key = remediationKey(remediationId);
  const row = key && (await conditions.get(key.deviceKey, key.conditionKey));
  if (!row || row.occurrence !== key.occurrence) return undefined;
  const asked = pendingQuestion(row, clock.now());
  return asked?.number === number && asked.evidence === evidence ? row : undefined;
}

/** The device is looked up only where it matters of what kind it is. */
async function permissionOf({ inForce, directory }: Deps, { playbook, agentId }: AboutDevice) {
  const { policy } = await inForce();
  const isKindAsked = isAnyoneLetIn(policy) && agentId !== undefined;
  return answerPermission(policy, playbook, isKindAsked ? await directory.agent(agentId) : undefined);
}

async function stateOf({ inForce, settings }: Deps, keys: Keys): Promise<LinksState> {
  const { publicUrl, signInOn } = settings;
  const { policy } = await inForce();
  if (!areLinksAllowed(policy)) return 'off-by-policy';
  if (!signInOn && !isAnyoneLetIn(policy)) return 'nobody-may';
  if (publicUrl === undefined) return 'no-address';
  return (await keys()) === undefined ? 'no-key' : 'on';
}
