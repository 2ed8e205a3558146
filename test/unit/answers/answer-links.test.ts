import { describe, expect, it } from 'vitest';
import { makeAnswerLinks } from '../../../shared/answers/answer-links.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { linkKey } from '../../helpers/app/answer-links.ts';

/** Links whose vault has no key until one is put in, and how often it was asked. */
function linksWithoutKey() {
  let now = 0;
  let asked = 0;
  let secret: string | undefined;
  const links = makeAnswerLinks({
    settings: { publicUrl: 'https://rmm.msp.example', taskHubName: 'RmmRemediation', signInOn: true },
    keys: {
      current: async () => {
        asked++;
        if (secret === undefined) throw new Error('404');
        return secret;
      },
      refreshAfterRejection: async () => ({ changed: false }),
    },
    inForce: async () => ({ policy: policy.parse({}) }),
    conditions: { get: async () => undefined },
    directory: { agent: async () => undefined },
    clock: { now: () => now, setTimer: () => () => {}, sleep: async () => {} },
  });
  return {
    links,
    asked: () => asked,
    pass: (ms: number) => {
      now += ms;
    },
    put: (key: string) => {
      secret = key;
    },
  };
}

describe('links without a key', () => {
  it('ask the vault once in 30 seconds, however many strangers open links', async () => {
    const { links, asked, pass } = linksWithoutKey();

    const together = await Promise.all(Array.from({ length: 50 }, () => links.read('1~x')));
    for (let count = 0; count < 50; count++) await links.read('1~x');
    pass(29_999);
    await links.read('1~x');
    expect(asked()).toBe(1);
    pass(1);
    await links.read('1~x');

    expect(asked()).toBe(2);
    expect(together.every(({ state }) => state === 'off')).toBe(true);
  });

  it('are there half a minute after a key was put in', async () => {
    const { links, pass, put } = linksWithoutKey();
    expect(await links.state()).toBe('no-key');

    put(linkKey('one'));
    pass(30_000);

    expect(await links.state()).toBe('on');
  });
});
