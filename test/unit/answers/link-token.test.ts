import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkKey, linkKeysIn } from '../../../shared/answers/link-keys.ts';
import {
  audienceOf,
  FORM_HOLDS_MS,
  isFormValid,
  readToken,
  signForm,
  signQuestion,
} from '../../../shared/answers/link-token.ts';

const secret = (name: string) => createHash('sha256').update(name).digest('base64url');
const keysOf = (...names: string[]) => linkKeysIn(names.map(secret).join(' ')) ?? [];
const [KEY] = keysOf('one') as [LinkKey];
const [OTHER] = keysOf('other') as [LinkKey];
const AUDIENCE = audienceOf('https://rmm.msp.example', 'RmmRemediation');
const QUESTION = { remediationId: 'rem.a1001.disk-space.C.3', number: 2, evidence: 'be35c640419706e980ee3b34a5bf2803' };

const questions = fc.record({
  remediationId: fc.stringMatching(/^rem\.[A-Za-z0-9._-]{1,200}$/),
  number: fc.integer({ min: 1, max: 9_999 }),
  evidence: fc.stringMatching(/^[0-9a-f]{32}$/),
});

describe('the token of a link', () => {
  it('says what was signed, for every question', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const token = signQuestion(question, AUDIENCE, KEY);

        expect(readToken(token, AUDIENCE, [KEY])).toEqual({ state: 'valid', question });
        expect(encodeURIComponent(token)).toBe(token);
        expect(token.length).toBeLessThan(400);
      }),
    );
  });

  it('is not valid with any one character changed, taken out or put in', () => {
    const token = signQuestion(QUESTION, AUDIENCE, KEY);
    const change = fc.record({
      at: fc.nat(token.length - 1),
      with: fc.oneof(fc.constant(''), fc.string({ minLength: 1, maxLength: 3 })),
      length: fc.nat(2),
    });

    fc.assert(
      fc.property(change, ({ at, with: other, length }) => {
        const changed = token.slice(0, at) + other + token.slice(at + length);
        fc.pre(changed !== token);

        expect(readToken(changed, AUDIENCE, [KEY]).state).not.toBe('valid');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['its version', 0, '2', 'unreadable'],
    ['its key', 1, OTHER.id, 'foreign'],
    ['its installation', 2, audienceOf('https://other.example', 'RmmRemediation'), 'tampered'],
    ['its occurrence', 3, 'rem.a1002.disk-space.C.3', 'tampered'],
    ['its question', 4, '1', 'tampered'],
    ['its evidence', 5, 'f'.repeat(32), 'tampered'],
    ['its signature', 6, 'A'.repeat(43), 'tampered'],
  ])('is refused when %s is exchanged', (_what, index, other, state) => {
    const parts = signQuestion(QUESTION, AUDIENCE, KEY).split('~');

    expect(readToken(parts.with(index, other).join('~'), AUDIENCE, [KEY])).toEqual({ state });
  });

  it.each([
    ['', 'unreadable'],
    ['1~2~3', 'unreadable'],
    [`${signQuestion(QUESTION, AUDIENCE, KEY)}\n`, 'unreadable'],
    [signQuestion({ ...QUESTION, number: 0 }, AUDIENCE, KEY), 'unreadable'],
    [signQuestion({ ...QUESTION, remediationId: 'req.a1' }, AUDIENCE, KEY), 'unreadable'],
  ])('that is %j is not read', (token, state) => {
    expect(readToken(token, AUDIENCE, [KEY])).toEqual({ state });
  });

  it('is foreign where another installation shares the key, by address or by task hub', () => {
    const token = signQuestion(QUESTION, AUDIENCE, KEY);

    const others = [
      audienceOf('https://rmm.other.example', 'RmmRemediation'),
      audienceOf('https://rmm.msp.example', 'Other'),
      audienceOf('https://rmm.msp.example/second', 'RmmRemediation'),
    ];
    expect(others.map((audience) => readToken(token, audience, [KEY]).state)).toEqual([
      'foreign',
      'foreign',
      'foreign',
    ]);
  });

  it('is taken while its key is the one before, and not afterwards', () => {
    const token = signQuestion(QUESTION, AUDIENCE, KEY);

    expect(readToken(token, AUDIENCE, keysOf('new', 'one')).state).toBe('valid');
    expect(readToken(token, AUDIENCE, keysOf('newest', 'new')).state).toBe('foreign');
  });

  it('does not take a last character that decodes to the same bytes', () => {
    const token = signQuestion(QUESTION, AUDIENCE, KEY);
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const same = [...last]
      .map((sign) => token.slice(0, -1) + sign)
      .filter((other) => Buffer.from(other.slice(-43), 'base64url').equals(Buffer.from(token.slice(-43), 'base64url')));

    expect(same).toHaveLength(4);
    expect(same.filter((other) => readToken(other, AUDIENCE, [KEY]).state === 'valid')).toEqual([token]);
  });
});

describe('the token of a form', () => {
  const form = { token: signQuestion(QUESTION, AUDIENCE, KEY), principalId: 'kim' };
  const now = 1_772_438_400_000;
  const text = signForm(form, now, KEY);

  it.each([
    ['at once', text, form, now, true],
    ['shortly before its end', text, form, now + FORM_HOLDS_MS - 1, true],
    ['at its end', text, form, now + FORM_HOLDS_MS, false],
    ['before it was made', text, form, now - 61_000, false],
    ['by somebody else', text, { ...form, principalId: 'ada' }, now, false],
    ['for another link', text, { ...form, token: `${form.token}x` }, now, false],
    ['with a later time written into it', text.replace(/^\d+/, String(now + 60_000)), form, now + 60_000, false],
    ['without a signature', String(now), form, now, false],
    ['with the signature of the link', `${now}~${form.token.slice(-43)}`, form, now, false],
    ['that is empty', '', form, now, false],
  ])('counts %s: %#', (_when, given, of, at, valid) => {
    expect(isFormValid(given, of, at, [KEY])).toBe(valid);
  });

  it('counts while its key is the one before', () => {
    expect(isFormValid(text, form, now, keysOf('new', 'one'))).toBe(true);
    expect(isFormValid(text, form, now, keysOf('new'))).toBe(false);
  });
});

describe('the secret of the links', () => {
  it.each([
    ['a key', secret('one'), 1],
    ['a key and the one before', `${secret('two')} ${secret('one')}\n`, 2],
    ['a key as openssl makes it', Buffer.alloc(32, 7).toString('base64'), 1],
    ['three keys', `${secret('a')} ${secret('b')} ${secret('c')}`, undefined],
    ['a word', 'correct horse battery staple', undefined],
    ['31 bytes', Buffer.alloc(31, 7).toString('base64url'), undefined],
    ['nothing', ' \n', undefined],
  ])('holds %s', (_what, text, count) => {
    expect(linkKeysIn(text)?.length).toBe(count);
  });

  it('gives each key a name that is not part of it', () => {
    expect(KEY.id).not.toBe(OTHER.id);
    expect(secret('one')).not.toContain(KEY.id);
  });
});
