import { describe, expect, it } from 'vitest';
import type { CustomField, CustomFieldType, CustomFieldValue } from '../../../shared/domain/devices/custom-field.ts';
import { fieldRequests, narrowingOf } from '../../../shared/policy/sections/custom-fields.ts';

const OUT = { deviceOptOut: 'Automation / opt out' };
const MODE = { deviceMode: 'RMM mode' };
const NAME = 'Automation / opt out';

const defined = (type: CustomFieldType, over: Partial<CustomField> = {}): CustomField => ({
  ...{ name: NAME, type, of: 'agent', options: [] },
  ...over,
});
/** As Atera gives what is not set. */
const value = (over: Partial<CustomFieldValue> = {}): CustomFieldValue => ({
  ...{ name: NAME, text: '', flag: false, number: 0, date: '' },
  ...over,
});

describe('a field by which a device opts out', () => {
  it.each<[string, CustomFieldType, Partial<CustomFieldValue>, 'marked' | 'unclear' | undefined]>([
    ['a box that is ticked', 'Boolean', { flag: true }, 'marked'],
    ['a box that is not', 'Boolean', { flag: false }, undefined],
    ['a box of which the words say otherwise', 'Boolean', { flag: false, text: 'True' }, 'marked'],
    ['a box with another text', 'Boolean', { text: 'maybe' }, 'unclear'],
    ['Ja', 'Text', { text: ' Ja ' }, 'marked'],
    ['NEIN', 'Text', { text: 'NEIN' }, undefined],
    ['No automation', 'Text', { text: 'No automation' }, 'marked'],
    ['Keine Automatik', 'Text', { text: 'Keine Automatik' }, 'marked'],
    ['blanks', 'Text', { text: '  ' }, undefined],
    ['a sentence', 'Text', { text: 'ask Bob first' }, 'unclear'],
    ['a flag that is of another type', 'Text', { flag: true, number: 1 }, undefined],
    ['1', 'Numeric', { number: 1 }, 'marked'],
    ['0, which is also not set', 'Numeric', { number: 0 }, undefined],
    ['0 in words', 'Numeric', { text: '0.00' }, undefined],
    ['1 in words alone', 'Numeric', { text: '1' }, 'marked'],
    ['7', 'Numeric', { number: 7 }, 'unclear'],
    ['a date', 'Date', { date: '2026-03-02T00:00:00' }, 'unclear'],
    ['no date', 'Date', {}, undefined],
    ['an option', 'Options', { text: 'Yes' }, 'marked'],
    ['a type that is new', 'unknown', { text: 'yes' }, 'marked'],
  ])('that says %s: %s', (_what, type, given, optedOut) => {
    const said = narrowingOf('agent', OUT, [defined(type)], [value(given)]);

    expect(said).toEqual({ ...(optedOut && { optedOut }), ...(optedOut === 'unclear' && { unclear: [NAME] }) });
  });

  it('is read by what people see of an option, not by what is stored', () => {
    const options = [{ value: '2', text: 'Keine Automatik' }];

    expect(narrowingOf('agent', OUT, [defined('Options', { options })], [value({ text: '2' })])).toEqual({
      optedOut: 'marked',
    });
  });

  it.each(['automation / OPT OUT', ' Automation  / opt out', 'Automation\u00a0/ opt out'])(
    'is found as %j: case and blanks do not count',
    (name) => {
      const said = narrowingOf('agent', OUT, [defined('Text', { name })], [value({ name, text: 'yes' })]);

      expect(said).toEqual({ optedOut: 'marked' });
    },
  );

  it.each<[string, readonly CustomField[], readonly CustomFieldValue[]]>([
    ['that does not exist', [], [value({ text: 'yes' })]],
    ['of customers', [defined('Text', { of: 'customer' })], [value({ text: 'yes' })]],
    ['that is left out of the values', [defined('Text')], [value({ name: 'Other', text: 'yes' })]],
  ])('%s says nothing', (_what, definitions, values) => {
    expect(narrowingOf('agent', OUT, definitions, values)).toEqual({});
  });

  it('that comes in several rows, or is defined twice, says the narrowest of all', () => {
    const rows = [value({ text: 'no' }), value({ text: 'what?' }), value({ text: 'yes' })];

    expect(narrowingOf('agent', OUT, [defined('Text')], rows)).toMatchObject({ optedOut: 'marked' });
    const twice = [defined('Boolean'), defined('Text')];
    expect(narrowingOf('agent', OUT, twice, [value({ flag: true })])).toEqual({ optedOut: 'marked' });
  });
});

describe('a field that names the highest mode', () => {
  const said = (text: string) =>
    narrowingOf('agent', MODE, [defined('Text', { name: 'RMM mode' })], [value({ name: 'RMM mode', text })]);

  it.each([
    ['observe', { cap: 'observe' }],
    ['Propose', { cap: 'propose' }],
    ['approve', { cap: 'approve' }],
    ['auto', { cap: 'auto' }],
    ['', {}],
    ['everything', { cap: 'observe', unclear: ['RMM mode'] }],
  ])('and says %j gives %j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});

describe('what fields cost', () => {
  it.each([
    [{}, 0],
    [OUT, 1],
    [{ ...OUT, ...MODE }, 1],
    [{ ...OUT, customerMode: 'x' }, 2],
  ])('%j: %d requests', (fields, requests) => {
    expect(fieldRequests(fields)).toBe(requests);
  });
});
