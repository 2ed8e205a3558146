import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hiddenLines } from '../../../scripts/deploy/hidden-line.ts';
import {
  ATERA_KEY,
  AUTOMOX_KEY,
  channelSecret,
  type KeyVault,
  putKeys,
  putLinkKey,
  type WantedKey,
} from '../../../scripts/deploy/put-keys.ts';
import { linkKeysIn } from '../../../shared/answers/link-keys.ts';

const LEGACY = '0123456789abcdef0123456789abcdef';
const END = Date.UTC(2027, 3, 30);
const TOKEN = `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ exp: END / 1000 })).toString('base64url')}.c2ln`;

/** A vault in memory that knows the role of whoever asks only after `refusals` calls. */
function vaultOf(secrets: Record<string, string> = {}, refusals = 0) {
  const stored = new Map(Object.entries(secrets));
  const ends = new Map<string, number | undefined>();
  const asked = () => {
    if (refusals-- > 0) throw Object.assign(new Error('Forbidden'), { statusCode: 403 });
  };
  const vault: KeyVault = {
    async has(name) {
      asked();
      return stored.has(name);
    },
    async set(name, key, endsAt) {
      asked();
      stored.set(name, key);
      ends.set(name, endsAt);
    },
  };
  return { vault, stored, ends };
}

/** Plays through a session with what is typed, and answers everything that was shown. */
async function session(
  world: ReturnType<typeof vaultOf>,
  typed: readonly string[],
  { wanted = [ATERA_KEY], replace = false }: { wanted?: readonly WantedKey[]; replace?: boolean } = {},
) {
  const shown: string[] = [];
  const lines = [...typed];
  let waits = 0;
  const dialogue = {
    async ask(question: string) {
      shown.push(question);
      return lines.shift() ?? '';
    },
    say: (line: string) => void shown.push(line),
    async waitForRole() {
      waits++;
    },
  };
  const missing = await putKeys({ vault: world.vault, dialogue, replace }, wanted);
  return { missing, waits, shown: shown.join('\n') };
}

describe('npm run keys', () => {
  it('stores each key under the name that the app reads, and shows none of it', async () => {
    const world = vaultOf();

    const { missing, shown } = await session(world, [LEGACY, 'automox-key-1'], { wanted: [ATERA_KEY, AUTOMOX_KEY] });

    expect(Object.fromEntries(world.stored)).toEqual({ 'atera-api-key': LEGACY, 'automox-api-key': 'automox-key-1' });
    expect(missing).toBe(0);
    expect(shown).not.toMatch(/0123456789|automox-key-1/);
  });

  it('gives the secret the end that a token names', async () => {
    const world = vaultOf();

    await session(world, [TOKEN]);

    expect(world.ends.get('atera-api-key')).toBe(END);
  });

  it('says why a text is no key, without the text, and asks again', async () => {
    const world = vaultOf();

    const { shown } = await session(world, ['0123456789', LEGACY]);

    expect(shown).toContain('(10 characters) is neither a 32-character key nor a token');
    expect(shown).not.toContain('0123456789');
    expect(world.stored.get('atera-api-key')).toBe(LEGACY);
  });

  it('leaves a key that is there, and replaces it only when asked to', async () => {
    const kept = vaultOf({ 'atera-api-key': 'old' });
    const replaced = vaultOf({ 'atera-api-key': 'old' });

    await session(kept, [LEGACY]);
    await session(replaced, [LEGACY], { replace: true });

    expect(kept.stored.get('atera-api-key')).toBe('old');
    expect(replaced.stored.get('atera-api-key')).toBe(LEGACY);
  });

  it('stores where a channel is, in the form that its type needs, and shows none of it', async () => {
    const world = vaultOf({ 'notify-siem': 'old' });
    const wanted = [channelSecret('notify-siem') as WantedKey];
    const right = JSON.stringify({ url: 'https://siem.example/hunter2', signingSecret: `whsec_${'A'.repeat(43)}=` });

    const { shown } = await session(world, ['{"url": "https://hunter2"}', 'http://hunter2.example/', right], {
      ...{ wanted, replace: true },
    });

    expect(world.stored.get('notify-siem')).toBe(right);
    expect(shown).toContain('whsec_ and 24 to 64 bytes in base64');
    expect(shown).toContain('does not begin with https://');
    expect(shown).not.toContain('hunter2');
  });

  it('stores nothing under a name that no channel can have', () => {
    for (const name of ['atera-api-key', 'notify-', 'notify-a.b', 'https://hooks.slack.com/x'])
      expect(channelSecret(name)).toBeUndefined();
  });

  it('says what does not work when nobody types a key', async () => {
    const { missing, shown } = await session(vaultOf(), []);

    expect(missing).toBe(1);
    expect(shown).toContain('The app does not reach Atera until `npm run keys` has stored one.');
  });

  it('waits while the vault does not know the new role yet, and gives up in the end', async () => {
    const soon = vaultOf({}, 3);
    const never = vaultOf({}, Number.POSITIVE_INFINITY);

    const { waits } = await session(soon, [LEGACY]);

    expect(waits).toBe(3);
    expect(soon.stored.get('atera-api-key')).toBe(LEGACY);
    await expect(session(never, [LEGACY])).rejects.toMatchObject({ statusCode: 403 });
  });
});

describe('hidden lines', () => {
  it('are read as they are piped in, and are blank at the end; only the questions are shown', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const lines = hiddenLines(input, output);
    input.end('first-key\nsecond-key\n');

    const read = [await lines.next('One? '), await lines.next('Two? '), await lines.next('Three? ')];

    lines.close();
    expect(read).toEqual(['first-key', 'second-key', '']);
    expect(String(output.read())).toBe('One? \nTwo? \nThree? \n');
  });

  it('are not echoed by a terminal either', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const output = new PassThrough();
    const lines = hiddenLines(input, output);
    const reading = lines.next('Key? ');
    input.write('typed-key\r');

    expect(await reading).toBe('typed-key');
    lines.close();
    expect(String(output.read())).toBe('Key? \n');
  });
});

describe('the key of links to answers', () => {
  const putInto = async (secret: string | undefined, replace = false) => {
    const stored: string[] = [];
    const shown: string[] = [];
    const vault = { get: async () => secret, set: async (_: string, text: string) => void stored.push(text) };
    const dialogue = { ask: async () => '', say: (line: string) => void shown.push(line), waitForRole: async () => {} };
    await putLinkKey({ vault, dialogue, replace });
    return { stored: stored[0], shown: shown.join('\n') };
  };

  it('is made where there is none, is another one each time, and is not shown', async () => {
    const [one, other] = [await putInto(undefined), await putInto('not a key')];

    expect([linkKeysIn(one.stored ?? '')?.length, linkKeysIn(other.stored ?? '')?.length]).toEqual([1, 1]);
    expect(one.stored).not.toBe(other.stored);
    expect(one.shown).not.toContain(one.stored);
  });

  it('stays, unless it is to be replaced: then the one in use comes second', async () => {
    const before = (await putInto(undefined)).stored ?? '';

    const kept = await putInto(before);
    const once = (await putInto(before, true)).stored ?? '';
    const twice = (await putInto(once, true)).stored ?? '';

    expect(kept.stored).toBeUndefined();
    expect(once.split(' ')).toEqual([expect.any(String), before]);
    expect(twice.split(' ')).toEqual([expect.any(String), once.split(' ')[0]]);
    expect(linkKeysIn(twice)).toHaveLength(2);
  });
});
