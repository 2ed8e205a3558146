import { describe, expect, it } from 'vitest';
import { type AddressRules, checkedAddress } from '../../../shared/notify/channels/address-rules.ts';
import { isPublicAddress } from '../../../shared/notify/channels/public-address.ts';

const deployed: AddressRules = {
  hosts: ['hooks.example.com', '*.example.net', 'siem.example.com:8443'],
  isDevelopment: false,
};
const development: AddressRules = { hosts: [], isDevelopment: true };

const WORKFLOW =
  'https://default0123.4f.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/0a/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a%7Eb-_~';

describe('an address', () => {
  it.each([
    ['teams', WORKFLOW],
    ['teams', 'https://prod-12.westeurope.logic.azure.com:443/workflows/0a/triggers/manual/paths/invoke?sig=x'],
    ['teams', 'https://contoso.azure-api.net/manual/paths/invoke?sig=x'],
    ['teams', 'https://api.powerautomate.com/x'],
    ['slack', 'https://hooks.slack.com/services/T0/B0/x'],
    ['webhook', 'https://hooks.example.com/a'],
    ['webhook', 'https://HOOKS.example.com/a'],
    ['webhook', 'https://a.b.example.net/'],
    ['webhook', 'https://siem.example.com:8443/'],
    ['slack', 'https://hooks.example.com/mattermost'],
  ] as const)('of %s may be %s', (type, text) => {
    expect(checkedAddress(text, type, deployed)).toHaveProperty('origin');
  });

  it('is kept byte for byte, for its signature is in it', () => {
    expect(checkedAddress(WORKFLOW, 'teams', deployed)).toMatchObject({
      path: WORKFLOW.slice(WORKFLOW.indexOf('/powerautomate')),
    });
    const odd = '/a/../b/./c//%2e%2E/%7e?x=%2f&y=a+b&z={}|"\'';
    expect(checkedAddress(`https://hooks.example.com${odd}`, 'webhook', deployed)).toMatchObject({ path: odd });
    expect(checkedAddress('https://hooks.example.com', 'webhook', deployed)).toMatchObject({ path: '/' });
  });

  it.each([
    ['http', 'http://hooks.slack.com/services/x'],
    ['another scheme', 'ftp://hooks.slack.com/'],
    ['no scheme', 'hooks.slack.com/services/x'],
    ['a file', 'file:///etc/passwd'],
    ['a user name', 'https://hooks.slack.com@evil.example/'],
    ['a user name before the host', 'https://evil@hooks.slack.com/'],
    ['a password', 'https://a:b@hooks.slack.com/'],
    ['a fragment', 'https://hooks.slack.com/#x'],
    ['a backslash', 'https://hooks.slack.com\\@evil.example/'],
    ['a backslash in the path', 'https://hooks.slack.com/a\\b'],
    ['a line feed', 'https://hooks.slack.com/a\nb'],
    ['a blank', 'https://hooks.slack.com/a b'],
    ['letters that are not ASCII', 'https://hooks.slack.com/ä'],
    ['a host that only looks like it', 'https://hooks.slаck.com/'],
    ['a longer name', 'https://hooks.slack.com.evil.example/'],
    ['a name that ends with it', 'https://evilhooks.slack.com/'],
    ['a name below it', 'https://x.hooks.slack.com/'],
    ['a full stop at the end', 'https://hooks.slack.com./'],
    ['another port', 'https://hooks.slack.com:8443/'],
    ['port 0', 'https://hooks.slack.com:0/'],
    ['an empty port', 'https://hooks.slack.com:/'],
    ['a host in percent codes', 'https://hooks%2eslack%2ecom/'],
    ['an address', 'https://93.184.216.34/'],
    ['a private address', 'https://10.0.0.5/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine by name', 'https://localhost/'],
    ['this machine in one number', 'https://2130706433/'],
    ['this machine in hex', 'https://0x7f000001/'],
    ['this machine in octal', 'https://0177.0.0.1/'],
    ['this machine in two numbers', 'https://127.1/'],
    ['an IPv6 address', 'https://[::1]/'],
    ['a mapped address', 'https://[::ffff:169.254.169.254]/'],
    ['metadata', 'https://169.254.169.254/metadata/instance'],
    ['nothing', ''],
    ['too much', `https://hooks.slack.com/${'a'.repeat(2_048)}`],
  ])('cannot be one with %s', (_, text) => {
    for (const type of ['slack', 'webhook'] as const) {
      const checked = checkedAddress(text, type, { ...deployed, hosts: ['hooks.slack.com'] });
      expect(checked).toEqual({ refused: expect.any(String) });
    }
  });

  it.each([
    ['slack', WORKFLOW],
    ['teams', 'https://hooks.slack.com/services/x'],
    ['webhook', 'https://hooks.slack.com/services/x'],
    ['webhook', 'https://example.net/'],
    ['webhook', 'https://hooks.example.com:8443/'],
    ['webhook', 'https://siem.example.com/'],
    ['teams', 'https://environment.api.powerplatform.com/'],
    ['teams', 'https://logic.azure.com/'],
  ] as const)('of %s cannot be %s, which is of another kind or not allowed', (type, text) => {
    expect(checkedAddress(text, type, deployed)).toEqual({ refused: expect.stringContaining('NOTIFY_HOSTS') });
  });

  it('says nothing of itself when it is refused', () => {
    for (const text of [
      'https://secret.example/secret?secret=secret',
      'secret://secret',
      'http://hooks.slack.com/secret',
    ])
      expect(JSON.stringify(checkedAddress(text, 'slack', deployed))).not.toContain('secret');
  });

  it.each(['http://127.0.0.1:9000/a', 'http://localhost:9000/a', 'http://[::1]:9000/', 'https://localhost/'])(
    'may be this machine in development only: %s',
    (text) => {
      expect(checkedAddress(text, 'webhook', development)).toHaveProperty('origin');
      expect(checkedAddress(text, 'webhook', deployed)).toHaveProperty('refused');
    },
  );

  it.each([
    'http://10.0.0.5/',
    'http://127.1/',
    'http://hooks.slack.com/',
    'http://2130706433/',
    'https://192.168.0.1/',
  ])('cannot be %s in development either', (text) => {
    expect(checkedAddress(text, 'slack', development)).toHaveProperty('refused');
  });
});

describe('an IP address', () => {
  it.each(['93.184.216.34', '20.190.151.6', '2606:2800:220:1:248:1893:25c8:1946', '2603:1030::1'])(
    '%s is public',
    async (ip) => {
      expect(await isPublicAddress(ip)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:93.184.216.34',
    '::ffff:0:10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    '',
    'localhost',
    '1.2.3',
    '0x7f.1',
  ])('%s is not', async (ip) => {
    expect(await isPublicAddress(ip)).toBe(false);
  });
});
