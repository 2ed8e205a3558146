import type { HttpRequest } from '@azure/functions';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import type { Who } from '../../../shared/domain/people/who.ts';
import { plainText } from '../../../shared/domain/text/plain-text.ts';
import { principalOf } from './principal.ts';

const MAX_NAME = 100;

/**
 * Returns who sent a request: whom the platform signed in, else the name that was typed, which
 * nobody checked, else whoever holds the key. A sign-in wins; another name that was typed beside it
 * stays visible.
 */
export function whoIs(
  request: Pick<HttpRequest, 'headers'>,
  { signInOn }: Pick<AppDeps, 'signInOn'>,
  typedName = '',
): Who {
  const typed = plainText(typedName, MAX_NAME);
  const { name, account } = principalOf(request, signInOn) ?? {};
  if (name === undefined) return typed === '' ? { name: '', how: 'key' } : { name: typed, how: 'typed' };
  const isOther = ![name, account, ''].some((one) => one?.toLowerCase() === typed.toLowerCase());
  return { name, how: 'signed-in', ...(account !== undefined && { account }), ...(isOther && { typed }) };
}
