import { describe, expect, it } from 'vitest';
import { inForm, type TextForm } from '../../../../dev/simulator/atera/alerts/text-forms.ts';
import { isOneOf, isSameName, lettersOf } from '../../../../shared/domain/tickets/same-text.ts';

const written = `Disk C: is 95 % used on Kovács's "Büro–PČ" (Wałęsa & Söhne, ñ, ½, ™ ✓ 🖥️).\nPlease do: free some space. Ελληνικά Кириллица हिन्दी 日本`;

const isSame = (returned: string, ours = written) => isOneOf([ours], [returned]);

describe('a text of ours', () => {
  it.each<TextForm>([
    'plain',
    'hex',
    'decimal',
    'named',
    'double-encoded',
    'no-semicolon',
    'nfd',
    'zero-width-end',
    'smart-quotes',
    'html',
    'crlf',
    'collapsed',
    'no-emoji',
  ])('is known again in the form %s', (form) => {
    expect(isSame(inForm(written, form))).toBe(true);
  });

  it.each<[string, string, string]>([
    [
      'named letters of many alphabets',
      'á ć ő ů ł ß Ω я ﬁ',
      '&aacute; &cacute; &odblac; &uring; &lstrok; &szlig; &Omega; &yacy; &filig;',
    ],
    ['names without a semicolon', 'Löwe & Söhne', 'L&oumlwe &amp S&ouml;hne'],
    ['numbers of Windows-1252', 'Škoda’s Œuvre', '&#138;koda&#146;s &#140;uvre'],
    ['a number without a character', 'A B', 'A&#0; &#1114112;&#xFFFFFFF; B'],
    ['hex in capitals', "it's", 'it&#X27;s'],
    ['encoded markup', 'one two', '&lt;p&gt;one<br/>&amp;lt;b&amp;gt;two&lt;/p&gt;'],
    ['full-width letters and ligatures', 'ＡＢＣ ﬁle', 'ABC file'],
    ['soft hyphens and joiners', 'overfull', 'over\u00adfu\u200dll'],
    ['names of signs that are not known here', 'a, b', 'a&comma;&nbsp;b&NotARealSign;'],
    ['R&D', 'R&D of AT&T', 'R&amp;D of AT&amp;amp;T'],
  ])('is known again with %s', (_what, ours, returned) => {
    expect(isSame(returned, ours)).toBe(true);
  });

  it('is known again when a long one is cut', () => {
    const long = `${written} `.repeat(5);

    expect(isSame(`${long.slice(0, 320)}…`, long)).toBe(true);
    expect(isSame(`${long.slice(0, 320)} I am on it`, long)).toBe(false);
    expect(isSame(long.slice(0, 40), long)).toBe(false);
  });

  it.each([
    ['a word more', `${written} Thanks`],
    ['a picture more', `<p>${written}</p><img src="shot.png">`],
    ['another number', written.replace('95', '94')],
    ['a quote of a part', 'Disk C: is 95 % used'],
    ['nothing', ''],
    ['a thumb', '👍'],
    ['only punctuation', '?!'],
  ])('is distinguished from one with %s', (_what, returned) => {
    expect(isSame(returned)).toBe(false);
  });
});

describe('an empty text', () => {
  it('is nobody else’s empty text but itself', () => {
    expect(lettersOf('—')).toBe('');
    expect(isOneOf(['👍'], ['!'])).toBe(false);
    expect(isOneOf([written], [])).toBe(false);
  });
});

describe('a name', () => {
  it.each([
    ['Pending', 'pending', true],
    ['In Arbeit', 'in&nbsp;arbeit', true],
    ['Gelöst', 'Gelo\u0308st', true],
    ['Pending', 'Pending 2', false],
    ['✓', '✓', true],
    ['✓', '✗', false],
  ])('%s is %s: %s', (one, other, same) => {
    expect(isSameName(one, other)).toBe(same);
  });
});
