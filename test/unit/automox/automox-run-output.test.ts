import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastLines, maskedLine } from '../../../shared/automox/run-output.ts';

const ASKED = 20_000;
const ESC = String.fromCharCode(27);

/** The lines of one output, joined. */
const read = (raw: string) => lastLines(raw, ASKED)?.lines.join('\n');

describe('an output', () => {
  it.each([[null], [undefined], [5], [{}]])('that is %j is not reported', (raw) => {
    expect(lastLines(raw, ASKED)).toBeUndefined();
  });

  it('that is empty has no lines, which is something else', () => {
    expect(lastLines('', ASKED)).toEqual({ lines: [], cut: 'none', masked: false });
  });

  it('keeps its last 20 lines without blank ones, whatever ends them', () => {
    const all = Array.from({ length: 30 }, (_, n) => `line ${n}`);

    expect(lastLines(all.join('\r\n\r\n'), ASKED)).toEqual({ lines: all.slice(-20), cut: 'shortened', masked: false });
    expect(read('10 %\r20 %\rdone\n')).toBe('10 %\n20 %\ndone');
  });

  it('loses colours, titles and control characters', () => {
    const wide = [...'Wide'].join(String.fromCharCode(0));

    expect(read(`${ESC}[31;1mred${ESC}[0m ${ESC}]0;title${String.fromCharCode(7)}text\n${wide}`)).toBe(
      'red text\nWide',
    );
  });

  it('of a megabyte keeps a few hundred characters a line and 2,000 in all', () => {
    const lines = Array.from({ length: 1_000 }, () => 'ab cd '.repeat(200)).join('\n');

    const output = lastLines(lines, ASKED);

    expect(output?.cut).toBe('unknown');
    expect(output?.lines.every((line) => line.length <= 300)).toBe(true);
    expect(output?.lines.join('').length).toBeLessThanOrEqual(2_000);
  });

  it('as long as was asked for may have lost its end', () => {
    expect(lastLines(`${'x '.repeat(9_999)}\n.`, ASKED)?.cut).toBe('unknown');
    expect(lastLines(`${'x '.repeat(9_998)}\n.`, ASKED)?.cut).toBe('shortened');
  });

  it('drops the part of a line that it begins with, where a value could stand without its label', () => {
    const raw = `password=${'hunter2 '.repeat(4_000)}\nlast line`;

    expect(read(raw)).toBe('last line');
    expect(lastLines('hunter2 '.repeat(4_000), ASKED)?.lines).toEqual([]);
    // The vendor's own cut, just where it was asked for.
    expect(read(`hunter2\n${'x '.repeat(9_995)}\nA`)).not.toContain('hunter2');
  });
});

describe('a secret in an output', () => {
  it.each([
    'Password: hunter2 and more',
    'password=hunter2',
    'DB_PASSWORD = "hunter2"',
    '{"user":"sa","clientSecret":"hunter2"}',
    'net use \\\\nas -Password hunter2',
    'setup.exe /password:hunter2',
    'setup.exe --api-key hunter2',
    'The new password is hunter2',
    'Authorization: Bearer hunter2',
    'Server=db;User Id=sa;Pwd=hunter2;',
    'SNMP community: hunter2',
    'https://user:hunter2@files.example/x',
    'https://files.example/x?sig=hunter2',
    `Pass${ESC}[1mword: hunter2`,
    'Password:\n  hunter2',
    '-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2',
    `token hunter2${'A1'.repeat(20)}`,
    'eyJhunter2hunter2.e30.hunter2',
    'ghp_hunter2hunter2hunter2',
    'Password   hunter2',
    'Passwort: hunter2',
    'Kennwort lautet hunter2',
    'mot de passe: hunter2',
    'contraseña: hunter2',
    'PW: hunter2',
    '<password>hunter2</password>',
    '<Password value="hunter2"/>',
    'password -> hunter2',
    'set PASSWORD hunter2',
    'curl -u admin:hunter2 http://files.example',
    'mysql -phunter2',
    'net user bob hunter2 /add',
    'psexec -u a -p hunter2',
    'ｐａｓｓｗｏｒｄ: hunter2',
    'pass\u200bword: hunter2',
    'P@ssw0rd: hunter2',
    'pass_word=hunter2',
    'ConvertTo-SecureString "hunter2" -AsPlainText',
    'password\n--------\nhunter2',
    'Name  : Password\nValue : hunter2',
  ])('is masked in %j', (raw) => {
    const output = lastLines(`before\n${raw}\n`, ASKED);

    expect(output?.lines.join('\n')).not.toContain('hunter2');
    expect(output?.lines[0]).toBe('before');
    expect(output?.masked).toBe(true);
  });

  it('is masked where it is a recovery key, and in a reason', () => {
    expect(read('123456-234567-345678-456789-567890-678901-789012-890123')).toBe('***');
    expect(maskedLine('failed\npassword: hunter2')).toBe('failed password: ***');
  });

  it('is left out with all else that is no text', () => {
    const bytes = Array.from({ length: 60_000 }, (_, at) => String.fromCharCode((at * 7_919) % 256)).join('');

    expect(lastLines(bytes, ASKED)).toEqual({ lines: [], cut: 'all', masked: false });
  });

  it.each([
    'Service Spooler is running',
    'Backup -path D:\\data finished, 3 files passed',
    'C:\\ProgramData\\Vendor\\Updates\\2026\\file.log removed, 1,204 MB freed',
    'Exit code 1068: The dependency service or group failed to start.',
    'Mapping: drive Z',
    '4f6b2c1e-1111-4222-8333-444455556666',
  ])('is not recognised in %j', (raw) => {
    expect(lastLines(raw, ASKED)).toEqual({ lines: [raw], cut: 'none', masked: false });
  });

  it('is masked behind whatever else stands on its line', () => {
    const noise = fc.stringMatching(/^[\w .,:;=()'"-]{0,60}$/);
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        expect(read(`${before} password: hunter2 ${after}`)).not.toContain('hunter2');
      }),
    );
  });
});

it.each(['a', '-', 'password', '=', '{', ' ', '1', `${ESC}[`, `${ESC}]`, 'pass word: ', '-----BEGIN KEY', '://'])(
  'lines of nothing but %j become at most 2,000 characters',
  (piece) => {
    const line = piece.repeat(4_000 / piece.length);

    const output = lastLines(`${line}\n`.repeat(250), ASKED);

    expect(output?.cut).toBe('unknown');
    expect(output?.lines.join('').length).toBeLessThanOrEqual(2_000);
  },
);
