import { openNamedSecrets } from '../../secrets/named-secrets.ts';
import type { KeySourceDependencies } from '../../secrets/open-key-source.ts';
import type { Settings } from '../../settings.ts';
import { makePost, type ReachDeps } from './post.ts';
import { type ChannelSender, makeChannelSender } from './sender.ts';

/** The names of channels' secrets begin so: the policy can name no other secret of the vault. */
const PREFIX = 'notify-';

/** Returns the sender that the settings ask for. Opens no connection yet. */
export function openChannelSender(
  { hosts, secrets: location, isDevelopment }: Settings['notify'],
  dependencies: KeySourceDependencies & ReachDeps,
): ChannelSender {
  const { clock } = dependencies;
  const secrets = openNamedSecrets(PREFIX, location, dependencies);
  const post = makePost({ ...dependencies, isDevelopment });
  return makeChannelSender({ clock, secrets, rules: { hosts, isDevelopment }, post });
}
