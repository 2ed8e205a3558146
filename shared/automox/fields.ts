import { z } from 'zod';

/**
 * 16 digits hold 9 PB in bytes and a safe id; more, a sign, a unit or a fraction is nothing Automox
 * sends for a count.
 */
const DIGITS = /^\d{1,16}$/;

/**
 * A count as a number or, as Automox often sends it, as text in digits; undefined for anything
 * else, never 0.
 */
export const count = z
  .unknown()
  .transform((value) => (typeof value === 'string' && DIGITS.test(value.trim()) ? Number(value) : value))
  .transform((value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined));

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

/**
 * True or false as such, as 1 or 0, or in words (`"True"`); undefined when it cannot be determined,
 * which is not false.
 */
export const flag = z
  .unknown()
  .transform((value) => (['boolean', 'number', 'string'].includes(typeof value) ? String(value) : ''))
  .transform((value) => WORDS[value.trim().toLowerCase()]);

/** Words in which a text says that a scan did not fail. */
const NO_FAILURE = ['', 'false', '0', 'no', 'none', 'null', 'ok', 'success'];

/**
 * `last_scan_failed`: a boolean, which one client types as a text (vendor-apis 2.4,
 * integration-facts 2.2 [C]). Any other text or value says that it failed: a doubtful scan is no
 * witness. Missing = it did not.
 */
export const scanFailed = z.unknown().transform((value) => {
  if (value === undefined || value === null || value === false || value === 0) return false;
  return typeof value !== 'string' || !NO_FAILURE.includes(value.trim().toLowerCase());
});

/** A signed exit code: Automox sends it as a number or as text. */
export const exitCode = z
  .unknown()
  .transform((value) => (typeof value === 'string' && /^-?\d{1,10}$/.test(value.trim()) ? Number(value) : value))
  .transform((value) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined));
