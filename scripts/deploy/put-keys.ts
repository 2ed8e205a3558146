import { randomBytes } from 'node:crypto';
import { linkKeysIn } from '../../shared/answers/link-keys.ts';
import { authHeader, keyExpiresAt } from '../../shared/atera/credentials.ts';
import { readChannelSecret } from '../../shared/notify/channels/secret-value.ts';

/** A vendor key that the app reads from the vault. */
export interface WantedKey {
  readonly vendor: string;
  readonly secretName: string;
  /** Where a person finds it. */
  readonly from: string;
  /** Why the text cannot be this key; never the text itself. */
  problem(key: string): string | undefined;
  /** When it ends (epoch ms), if the key says so. */
  endsAt(key: string): number | undefined;
}

/** As much of a vault as is needed. Each rejects with a `statusCode` where Azure answers no. */
export interface KeyVault {
  has(secretName: string): Promise<boolean>;
  set(secretName: string, key: string, endsAt: number | undefined): Promise<void>;
}

/** A person at a terminal, or the lines that a script pipes in. */
export interface Dialogue {
  /** The line that was typed, without showing it; blank at the end of the input. */
  ask(question: string): Promise<string>;
  say(line: string): void;
  /** Until a role that was just granted holds everywhere. */
  waitForRole(): Promise<void>;
}

/** As much of a vault as the key of links needs: its text is kept as it is read, and never shown. */
export interface SecretVault extends Pick<KeyVault, 'set'> {
  /** Undefined where there is none. */
  get(secretName: string): Promise<string | undefined>;
}

/** A new role is known everywhere within minutes. */
const ROLE_TRIES = 20;

const TRIES_TO_TYPE = 3;

/** Atera's key. */
export const ATERA_KEY: WantedKey = {
  vendor: 'Atera',
  secretName: 'atera-api-key',
  from: 'Atera: Admin > API',
  problem(key) {
    try {
      authHeader(key);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : 'is no key';
    }
  },
  endsAt: keyExpiresAt,
};

/** Automox's key, where the app acts through it. */
export const AUTOMOX_KEY: WantedKey = {
  vendor: 'Automox',
  secretName: 'automox-api-key',
  from: 'Automox: Settings > Keys',
  problem: (key) =>
    /^\S{8,}$/.test(key) ? undefined : `The Automox key (${key.length} characters) is too short, or has spaces.`,
  endsAt: () => undefined,
};

/** Where a channel is, by the name of its secret; undefined for a name that the policy cannot hold. */
export function channelSecret(secretName: string): WantedKey | undefined {
  if (!/^notify-[0-9a-zA-Z-]{1,120}$/.test(secretName)) return undefined;
  return {
    vendor: `Channel ${secretName}`,
    secretName,
    from: 'docs/notifications.md',
    problem(text) {
      const read = readChannelSecret(text.startsWith('{') ? 'webhook' : 'teams', text);
      if ('wrong' in read) return `The secret ${read.wrong}.`;
      return read.url.startsWith('https://') ? undefined : 'The address does not begin with https://.';
    },
    endsAt: () => undefined,
  };
}

/**
 * Asks for each key and puts it into the vault; a key that is there stays unless `replace` is set.
 * Returns how many are missing afterwards. The keys are in no message.
 */
export async function putKeys(
  { vault, dialogue, replace }: { readonly vault: KeyVault; readonly dialogue: Dialogue; readonly replace: boolean },
  wanted: readonly WantedKey[],
): Promise<number> {
  let missing = 0;
  for (const key of wanted) {
    const isThere = await onceGranted(dialogue, () => vault.has(key.secretName));
    if (isThere && !replace) {
      dialogue.say(`${key.vendor}: the secret ${key.secretName} is there and stays.`);
      continue;
    }
    const typed = await askFor(dialogue, key);
    if (typed !== undefined) {
      await onceGranted(dialogue, () => vault.set(key.secretName, typed, key.endsAt(typed)));
      dialogue.say(`${key.vendor}: stored as ${key.secretName}.`);
    } else if (!isThere) {
      missing++;
      dialogue.say(
        `${key.vendor}: no key. The app does not reach ${key.vendor} until \`npm run keys\` has stored one.`,
      );
    }
  }
  return missing;
}

/** The name under which the app looks for the key of links to answers. */
const LINK_KEY_SECRET = 'answer-link-key';

/**
 * Makes the key of links to answers where there is none; nobody needs to know it. With `replace` a
 * new one is put before the one in use, whose links are taken until it is replaced once more.
 */
export async function putLinkKey({
  vault,
  dialogue,
  replace,
}: {
  readonly vault: SecretVault;
  readonly dialogue: Dialogue;
  readonly replace: boolean;
}): Promise<void> {
  const before = await onceGranted(dialogue, () => vault.get(LINK_KEY_SECRET));
  const [inUse] = (before ?? '').split(/\s+/).filter((text) => linkKeysIn(text) !== undefined);
  if (inUse !== undefined && !replace) {
    dialogue.say(`Links to answers: the secret ${LINK_KEY_SECRET} is there and stays.`);
    return;
  }
  const made = randomBytes(32).toString('base64url');
  const text = inUse === undefined ? made : `${made} ${inUse}`;
  await onceGranted(dialogue, () => vault.set(LINK_KEY_SECRET, text, undefined));
  const kept = inUse === undefined ? '' : '; links that the former key signed are taken until the next replacement';
  dialogue.say(`Links to answers: a key was made and stored as ${LINK_KEY_SECRET}${kept}.`);
}

async function askFor(dialogue: Dialogue, key: WantedKey): Promise<string | undefined> {
  for (let tries = 0; tries < TRIES_TO_TYPE; tries++) {
    const typed = (await dialogue.ask(`${key.vendor} key (${key.from}; not shown; Enter to leave it): `)).trim();
    if (typed === '') return undefined;
    const problem = key.problem(typed);
    if (problem === undefined) return typed;
    dialogue.say(problem);
  }
  return undefined;
}

/** Who deployed a minute ago has a role that the vault may not know yet. */
async function onceGranted<T>(dialogue: Dialogue, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (statusOf(error) !== 403 || tries === ROLE_TRIES) throw error;
      if (tries === 1) dialogue.say('The vault refuses this sign-in so far; a new role takes some minutes. Waiting.');
      await dialogue.waitForRole();
    }
  }
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
}
