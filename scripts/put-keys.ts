// `npm run keys`: asks for the vendor keys and stores them in the vault that KEY_VAULT_URL names,
// as whoever is signed in with `azd auth login` or `az login`. A key is typed without echo or piped
// in, one a line (Atera, then Automox): never an argument, a file or a setting. `npm run keys --
// --replace` also asks for what is already there; `npm run keys -- notify-ops` asks for the address
// of a channel, and replaces it. The key of links to answers is made, and made again with
// `--replace-link-key`.
import { setTimeout as wait } from 'node:timers/promises';
import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { hiddenLines } from './deploy/hidden-line.ts';
import {
  ATERA_KEY,
  AUTOMOX_KEY,
  channelSecret,
  type KeyVault,
  putKeys,
  putLinkKey,
  type SecretVault,
} from './deploy/put-keys.ts';

const { KEY_VAULT_URL, AUTOMOX_ORG_ID, CI } = process.env;
const ROLE_WAIT_MS = 15_000;

function openVault(url: string): KeyVault & SecretVault {
  const client = new SecretClient(url, new DefaultAzureCredential());
  const get = (secretName: string) =>
    client.getSecret(secretName).then(
      ({ value }) => value ?? '',
      (error: { statusCode?: number }) => {
        if (error.statusCode === 404) return undefined;
        throw error;
      },
    );
  return {
    get,
    has: async (secretName) => (await get(secretName)) !== undefined,
    async set(secretName, key, endsAt) {
      await client.setSecret(secretName, key, endsAt === undefined ? {} : { expiresOn: new Date(endsAt) });
    },
  };
}

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const channels = names.flatMap((name) => channelSecret(name) ?? []);

async function main(url: string): Promise<void> {
  const lines = hiddenLines(process.stdin, process.stdout);
  const dialogue = {
    ask: (question: string) => lines.next(question),
    say: (line: string) => console.log(line),
    waitForRole: () => wait(ROLE_WAIT_MS),
  };
  const wanted = names.length > 0 ? channels : [ATERA_KEY, ...(AUTOMOX_ORG_ID ? [AUTOMOX_KEY] : [])];
  const replace = names.length > 0 || process.argv.includes('--replace');
  try {
    const vault = openVault(url);
    await putKeys({ vault, dialogue, replace }, wanted);
    if (names.length === 0) await putLinkKey({ vault, dialogue, replace: process.argv.includes('--replace-link-key') });
  } finally {
    lines.close();
  }
}

if (CI) console.log('A pipeline puts in no keys: run `npm run keys` from a terminal, once.');
else if (channels.length < names.length) {
  console.error(
    'The name of a secret of a channel is notify- and letters, digits or dashes. No address belongs here: it is asked for.',
  );
  process.exitCode = 1;
} else if (KEY_VAULT_URL) await main(KEY_VAULT_URL);
else {
  console.error('KEY_VAULT_URL is not set. With azd: azd env get-values, or azd hooks run postprovision.');
  process.exitCode = 1;
}
