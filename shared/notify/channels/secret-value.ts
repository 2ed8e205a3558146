import { z } from 'zod';
import type { Channel } from '../../policy/sections/notify-section.ts';

/** What a channel is reached with. */
export interface ChannelSecret {
  readonly url: string;
  /** Of a webhook: keys to sign with, the one in use first. */
  readonly signingKeys: readonly string[];
}

/** As Standard Webhooks has it: 24 to 64 random bytes. */
const signingKey = z.string().refine((text) => {
  const [, base64] = /^(?:whsec_)?([A-Za-z0-9+/]{32,88}={0,2})$/.exec(text) ?? [];
  const bytes = base64 === undefined ? 0 : Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
});

const Webhook = z.strictObject({
  url: z.string(),
  signingSecret: signingKey,
  /** For as long as a receiver may still verify with it. */
  previousSigningSecret: signingKey.optional(),
});

/**
 * Returns what the secret of a channel holds, or what is wrong with it: in words that hold nothing
 * of it.
 */
export function readChannelSecret(type: Channel['type'], value: string): ChannelSecret | { readonly wrong: string } {
  if (type !== 'webhook') {
    const isAddress = !value.startsWith('{') && !/\s/.test(value);
    return isAddress ? { url: value, signingKeys: [] } : { wrong: 'must hold the address and nothing else' };
  }
  const parsed = Webhook.safeParse(parseJson(value));
  if (!parsed.success) return { wrong: wrongMember(parsed.error) };
  const { url, signingSecret, previousSigningSecret: previous } = parsed.data;
  return { url, signingKeys: previous === undefined ? [signingSecret] : [signingSecret, previous] };
}

/** Names of members are ours; what stands in them, and members that are not, are never shown. */
function wrongMember({ issues: [issue] }: z.ZodError): string {
  const [member] = issue?.path ?? [];
  if (member === 'url') return 'must have a url';
  if (member === undefined)
    return 'must be JSON with url, signingSecret and perhaps previousSigningSecret, and nothing else';
  return `must have in ${String(member)} whsec_ and 24 to 64 bytes in base64`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
