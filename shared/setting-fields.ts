import { z } from 'zod';
import { linkKeysIn } from './answers/link-keys.ts';
import { authHeader } from './atera/credentials.ts';

const isLocal = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** An address with TLS, or one of this machine. */
export const httpsUrl = () =>
  z
    .string()
    .refine((value) => URL.canParse(value), 'is no URL')
    .refine((value) => {
      if (!URL.canParse(value)) return true;
      const url = new URL(value);
      return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url));
    }, 'must start with https:// (http:// only for this machine)')
    .refine((value) => !URL.canParse(value) || isPlain(new URL(value)), 'must have no query, no # and no user name');

/** Paths are put behind it, and it stands in messages, logs and links. */
const isPlain = ({ search, hash, username, password }: URL) => `${search}${hash}${username}${password}` === '';

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is no whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

/** A key pasted here would turn up in messages as "secret … can't be read". */
export const secretName = () =>
  z
    .string()
    .regex(/^[0-9a-zA-Z-]{1,127}$/, 'may hold letters, digits and dashes only')
    .refine((value) => !isAteraKey(value), 'looks like the key itself; the name of its secret belongs here');

/**
 * Six NCRONTAB fields, or the TimeSpan form `0.00:05:00`; the Functions host reads the fields
 * themselves.
 */
export const schedule = () =>
  z.string().regex(/^(\S+\s+){5}\S+$|^(\d+\.)?\d{1,2}:\d{2}:\d{2}$/, 'is neither six cron fields nor a time span');

/** A storage account. */
export const storage = () =>
  z
    .string()
    .regex(
      /^UseDevelopmentStorage=true;?$|^(?=.*AccountName=[^;])(?=.*(AccountKey|SharedAccessSignature)=[^;])|^https:\/\/[^\s?]+$/i,
      'is neither a connection string nor the https address of a table service',
    );

/** Atera's key. */
export const ateraKey = () =>
  z.string().refine(isAteraKey, 'is neither a 32-character key nor a token that starts with eyJ');

/** The key of links to answers, perhaps with the one before. */
export const linkKey = () =>
  z
    .string()
    .refine((value) => linkKeysIn(value) !== undefined, 'is not one key or two, each of 32 bytes or more in base64');

function isAteraKey(value: string): boolean {
  try {
    return authHeader(value) !== undefined;
  } catch {
    return false;
  }
}
