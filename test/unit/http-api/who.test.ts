import { describe, expect, it } from 'vitest';
import { whoIs } from '../../../functions/http/parts/who.ts';
import { whoText } from '../../../shared/domain/people/who.ts';
import { signedIn } from '../../helpers/app/answer-links.ts';

const requestOf = (headers: Record<string, string> = {}) => ({ headers: new Headers(headers) as never });
const on = { signInOn: true };

describe('who sent a request', () => {
  it.each([
    [
      'whom the platform signed in',
      signedIn([]),
      on,
      '',
      { name: 'Kim Beck', how: 'signed-in', account: 'kim@msp.example' },
    ],
    [
      'that one, with the other name that was typed',
      signedIn([]),
      on,
      'Ada',
      { name: 'Kim Beck', how: 'signed-in', account: 'kim@msp.example', typed: 'Ada' },
    ],
    [
      'that one alone, when the same name was typed',
      signedIn([]),
      on,
      ' kim beck ',
      { name: 'Kim Beck', how: 'signed-in', account: 'kim@msp.example' },
    ],
    [
      'who typed a name, where nobody checks sign-ins',
      signedIn([]),
      { signInOn: false },
      'Ada',
      { name: 'Ada', how: 'typed' },
    ],
    ['who typed a name, without a sign-in', {}, on, ' Ada\u202e\n<b> ', { name: 'Ada b', how: 'typed' }],
    ['whoever has the key, without a name', {}, on, '\u200b ', { name: '', how: 'key' }],
    [
      'who typed a name, where the sign-in is of another provider',
      { 'x-ms-client-principal': 'e30=' },
      on,
      'Ada',
      { name: 'Ada', how: 'typed' },
    ],
  ] as const)('is %s', (_who, headers, deps, typed, who) => {
    expect(whoIs(requestOf(headers), deps, typed)).toEqual(who);
  });

  it.each([
    [{ name: 'Ada', how: 'typed' }, 'Ada (typed, not verified)', 'Ada (eingegeben, nicht geprüft)'],
    [{ name: 'Kim', how: 'signed-in', account: 'k@x' }, 'Kim (signed in)', 'Kim (angemeldet)'],
    [
      { name: 'Kim', how: 'signed-in', typed: 'Ada' },
      'Kim (signed in; typed: Ada)',
      'Kim (angemeldet; eingegeben: Ada)',
    ],
    [{ name: '', how: 'key' }, 'somebody with the key (no name given)', 'jemand mit dem Schlüssel (ohne Namen)'],
  ] as const)('is said in words: %j', (who, english, german) => {
    expect([whoText(who, 'en'), whoText(who, 'de')]).toEqual([english, german]);
  });

  it('cannot be typed so that it reads like a sign-in', () => {
    const { name, how } = whoIs(requestOf(), on, 'Kim Beck (signed in)');

    expect(whoText({ name, how }, 'en')).toBe('Kim Beck (signed in) (typed, not verified)');
  });
});
