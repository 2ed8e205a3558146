import { readFileSync } from 'node:fs';
import { type Policy, policy } from './policy.ts';
import type { PolicyDocument } from './stored/policy-source.ts';

/** The policy file is missing or wrong; the message names the file and the path of each mistake. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

/**
 * Returns the policy with safe defaults when no file is given. Throws `PolicyError` naming every
 * mistake in the file.
 */
export function readPolicy(file: string | undefined): Policy {
  return readPolicyFile(file).policy;
}

/** Returns the same with the document as it is written. */
export function readPolicyFile(file: string | undefined): PolicyDocument {
  const document = file === undefined ? {} : readJson(file);
  const parsed = policy.safeParse(document);
  if (parsed.success) return { policy: parsed.data, document };
  const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(whole file)'}: ${issue.message}`);
  throw new PolicyError(`The policy file ${file} is not valid:\n${mistakes.join('\n')}`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PolicyError(`The policy file ${file} cannot be read: ${(error as Error).message}`);
  }
}
