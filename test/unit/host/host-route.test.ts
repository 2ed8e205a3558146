import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../dev/host/http/route.ts';

const match = (template: string, path: string) =>
  parseRoute(template).match(path.split('/').filter((part) => part !== ''));

describe('a route of an HTTP function', () => {
  it('finds parameters and ignores the case of literal parts', () => {
    const params = match('items/{id:int}/{opt?}', 'ITEMS/42/foo');

    expect(params).toEqual({ id: '42', opt: 'foo' });
  });

  it('lets an optional parameter be missing, and nothing else', () => {
    expect(match('items/{id:int}/{opt?}', 'items/42')).toEqual({ id: '42' });
    expect(match('items/{id:int}/{opt?}', 'items')).toBeUndefined();
    expect(match('items/{id:int}/{opt?}', 'items/42/a/b')).toBeUndefined();
  });

  it('does not match a value that breaks a constraint', () => {
    expect(match('items/{id:int}', 'items/abc')).toBeUndefined();
    expect(match('x/{id:guid}', 'x/0f8fad5b-d9cb-469f-a165-70867728950e')).toBeDefined();
  });

  it('keeps an encoded slash in a parameter, and joins the rest of the path for a catch-all', () => {
    expect(match('items/{opt}', 'items/a%2Fb%20c')).toEqual({ opt: 'a%2Fb c' });
    expect(match('files/{*path}', 'files/a/b.txt')).toEqual({ path: 'a/b.txt' });
  });

  it('refuses a constraint it does not know rather than matching too much', () => {
    const parse = () => parseRoute('items/{id:regex(^a$)}');

    expect(parse).toThrow('not known to the embedded host');
  });

  it('ranks literal parts before parameters', () => {
    const ranks = ['{any}', 'fixed', '{*rest}'].map((template) => parseRoute(template).rank);

    expect([...ranks].sort()).toEqual([ranks[1], ranks[0], ranks[2]]);
  });
});
