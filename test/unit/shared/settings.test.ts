import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localSettingsSample, readSettings, SETTING_DOCS } from '../../../shared/settings.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const enough = { ATERA_API_KEY: KEY, AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
const problemsOf = (env: Record<string, string>) => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    return (error as { problems: string[] }).problems;
  }
};

describe('readSettings', () => {
  it('needs a key and a storage account, and has a default for the rest', () => {
    expect(readSettings(enough)).toEqual({
      atera: { baseUrl: 'https://app.atera.com/api/v3', key: { kind: 'setting', apiKey: KEY }, requestsPerMinute: 350 },
      identity: { runsInAzure: false, managedIdentityClientId: undefined },
      pollSchedule: '0 */2 * * * *',
      signInOn: false,
      mode: 'observe',
      storageConnection: 'UseDevelopmentStorage=true',
      notify: { hosts: [], secrets: { kind: 'setting', values: {} }, isDevelopment: true },
      taskHubName: 'RmmRemediation',
    });
  });

  it.each([
    [{}, undefined],
    [{ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD' }, undefined],
    [
      { APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=a' },
      { insights: { connectionString: 'InstrumentationKey=a', signIn: false }, collector: false },
    ],
    [
      {
        APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=a',
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=11111111-2222-3333-4444-555555555555;Authorization=AAD',
      },
      { insights: { connectionString: 'InstrumentationKey=a', signIn: true }, collector: false },
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, { collector: true }],
  ])('sends metrics where %o says, and nowhere else', (env, targets) => {
    expect(readSettings({ ...enough, ...env }).telemetry).toEqual(targets);
  });

  it('reads everything that can be set', () => {
    const settings = readSettings({
      ...enough,
      ATERA_BASE_URL: 'http://127.0.0.1:8080/api/v3',
      KEY_VAULT_URL: 'https://my-vault.vault.azure.net',
      ATERA_API_KEY_SECRET: 'my-atera-key',
      ATERA_REQUESTS_PER_MINUTE: ' 200 ',
      POLL_SCHEDULE: '0 */5 * * * *',
      AUTOMOX_ORG_ID: '104321',
      REMEDIATION_MODE: 'propose',
      STORAGE_CONNECTION: 'https://myaccount.table.core.windows.net',
      POLICY_FILE: './policy.json',
      NOTIFY_HOSTS: 'hooks.Example.com, *.example.net:8443',
      NOTIFY_SECRETS: '{"notify-ops": "https://hooks.example.com/"}',
      TASKHUB_NAME: 'Hub2',
      AZURE_CLIENT_ID: '11111111-2222-3333-4444-555555555555',
      WEBSITE_INSTANCE_ID: 'abc',
      WEBSITE_AUTH_ENABLED: 'true',
      SIGN_IN: 'easyauth',
      PUBLIC_URL: 'https://rmm.msp.example/',
      WEBSITE_HOSTNAME: 'func-1.azurewebsites.net',
      ANSWER_LINK_KEY_SECRET: 'my-link-key',
    });

    const vaultUrl = 'https://my-vault.vault.azure.net';
    expect(settings).toEqual({
      atera: {
        baseUrl: 'http://127.0.0.1:8080/api/v3',
        key: { kind: 'vault', vaultUrl, secretName: 'my-atera-key' },
        requestsPerMinute: 200,
      },
      automox: {
        baseUrl: 'https://console.automox.com/api',
        orgId: 104_321,
        key: { kind: 'vault', vaultUrl, secretName: 'automox-api-key' },
        requestsPer5Minutes: 1_250,
      },
      identity: { runsInAzure: true, managedIdentityClientId: '11111111-2222-3333-4444-555555555555' },
      pollSchedule: '0 */5 * * * *',
      signInOn: true,
      publicUrl: 'https://rmm.msp.example',
      answerLinkKey: { kind: 'vault', vaultUrl, secretName: 'my-link-key' },
      mode: 'propose',
      storageConnection: 'https://myaccount.table.core.windows.net',
      policyFile: './policy.json',
      notify: {
        hosts: ['hooks.example.com', '*.example.net:8443'],
        secrets: { kind: 'vault', vaultUrl },
        isDevelopment: false,
      },
      taskHubName: 'Hub2',
    });
  });

  it('takes secrets of channels from a setting where there is no vault, a webhook as the JSON that it is', () => {
    const given = {
      'notify-ops': 'https://hooks.slack.com/x',
      'notify-siem': { url: 'https://a.b', signingSecret: 'c' },
    };
    const { notify } = readSettings({ ...enough, NOTIFY_SECRETS: JSON.stringify(given) });

    const siem = '{"url":"https://a.b","signingSecret":"c"}';
    expect(notify.secrets).toEqual({ kind: 'setting', values: { ...given, 'notify-siem': siem } });
  });

  it.each([
    'hunter2',
    '{"atera-api-key": "hunter2"}',
    '{"notify-hunter2_": "a"}',
    '{"notify-a": 5, "b": "hunter2"}',
    '[]',
  ])('refuses %s as the secrets of channels without repeating any of it', (value) => {
    const [problem = ''] = problemsOf({ ...enough, NOTIFY_SECRETS: value });

    expect(problem).toMatch(/^NOTIFY_SECRETS is no JSON object/);
    expect(problem).not.toContain('hunter2');
  });

  it.each(['*', '*.com', 'https://a.example', 'a.example/x', '10.0.0.1', '[::1]', 'a b@c.d', 'localhost', '*.a.1'])(
    'refuses %s as a host of channels',
    (value) => {
      expect(problemsOf({ ...enough, NOTIFY_HOSTS: value })).toHaveLength(1);
    },
  );

  it.each([
    [{}, undefined],
    [{ WEBSITE_HOSTNAME: 'func-1.azurewebsites.net' }, 'https://func-1.azurewebsites.net'],
    [{ WEBSITE_HOSTNAME: 'localhost:7071' }, 'http://localhost:7071'],
    [{ PUBLIC_URL: 'https://rmm.msp.example/apps/', WEBSITE_HOSTNAME: 'x.example' }, 'https://rmm.msp.example/apps'],
  ])('knows from %o where people reach the app', (env, publicUrl) => {
    expect(readSettings({ ...enough, ...env }).publicUrl).toBe(publicUrl);
  });

  it('does not start with a sign-in that the platform does not check', () => {
    const on = { SIGN_IN: 'easyauth' };

    expect(() => readSettings({ ...enough, ...on })).toThrow(/SIGN_IN .*anybody could forge one/);
    expect(() => readSettings({ ...enough, ...on, WEBSITE_AUTH_ENABLED: 'False' })).toThrow(/SIGN_IN/);
    expect(readSettings({ ...enough, ...on, WEBSITE_AUTH_ENABLED: 'True' }).signInOn).toBe(true);
  });

  it('ignores sign-ins that the platform checks where it is not told to count them', () => {
    expect(readSettings({ ...enough, WEBSITE_AUTH_ENABLED: 'True' }).signInOn).toBe(false);
  });

  it('refuses a key of links that is too short, without repeating it', () => {
    expect(() => readSettings({ ...enough, ANSWER_LINK_KEY: 'my-own-short-key' })).toThrow(
      /^(?![\s\S]*my-own-short-key)[\s\S]*ANSWER_LINK_KEY is not one key or two/,
    );
  });

  it('takes blank for absent', () => {
    expect(readSettings({ ...enough, REMEDIATION_MODE: ' ', KEY_VAULT_URL: '' })).toEqual(readSettings(enough));
  });

  it('lists everything wrong at once', () => {
    const problems = problemsOf({
      REMEDIATION_MODE: 'full',
      ATERA_REQUESTS_PER_MINUTE: 'many',
      POLL_SCHEDULE: '* * *',
    });

    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
      'ATERA_API_KEY',
      'ATERA_REQUESTS_PER_MINUTE',
      'POLL_SCHEDULE',
      'REMEDIATION_MODE',
      'STORAGE_CONNECTION',
    ]);
  });

  it.each([
    ['ATERA_BASE_URL', 'app.atera.com', 'is no URL'],
    ['ATERA_BASE_URL', 'http://app.atera.com/api/v3', 'must start with https://'],
    ['ATERA_BASE_URL', 'https://app.atera.com/api/v3?x=1', 'must have no query'],
    ['PUBLIC_URL', 'https://rmm.msp.example/#/now', 'must have no query, no # and no user name'],
    ['PUBLIC_URL', 'https://ada:pw@rmm.msp.example', 'must have no query, no # and no user name'],
    ['ATERA_REQUESTS_PER_MINUTE', '0', 'must be from 10 to 4000'],
    ['ATERA_REQUESTS_PER_MINUTE', '1e3', 'is no whole number'],
    ['POLL_SCHEDULE', 'every 2 minutes', 'is neither six cron fields nor a time span'],
    ['AUTOMOX_ORG_ID', 'acme', 'is no whole number'],
    ['REMEDIATION_MODE', 'Auto!', 'must be observe, propose, approve or auto'],
    ['TASKHUB_NAME', 'my-hub', 'must be 3 to 45 letters and digits'],
    ['AZURE_CLIENT_ID', 'me', 'is no client id'],
    ['AzureWebJobsStorage', 'secret', 'is neither a connection string'],
    ['AzureWebJobsStorage', 'AccountName=mine;EndpointSuffix=core.windows.net', 'is neither a connection string'],
    ['ATERA_API_KEY_SECRET', KEY, 'looks like the key itself'],
  ])('says what is wrong with %s=%s, its unit and an example', (name, value, why) => {
    const [problem, ...others] = problemsOf({ ...enough, AUTOMOX_API_KEY: 'k', [name]: value });

    const doc = SETTING_DOCS.find((one) => one.name === name);
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} `));
    expect(problem).toContain(why);
    expect(problem).toContain(`Unit: ${doc?.unit}.`);
    expect(problem).toContain(`Example: ${doc?.example}`);
  });

  it('never shows a secret', () => {
    const problems = problemsOf({
      ATERA_API_KEY: `${KEY}oops`,
      AzureWebJobsStorage: 'my-secret',
      ATERA_API_KEY_SECRET: `eyJ.${KEY}`,
      PUBLIC_URL: 'https://ada:p@ss/word@rmm.msp.example/',
      ATERA_BASE_URL: `https://app.atera.com/api/v3?key=${KEY}`,
    });

    expect(problems).toHaveLength(5);
    expect(problems.join()).not.toMatch(/0123|my-secret|ss\/word/);
  });

  it.each(['ATERA_API_KEY', 'AUTOMOX_API_KEY', 'AzureWebJobsStorage', 'KEY_VAULT_URL'])(
    'stops the start when %s is still a Key Vault reference',
    (name) => {
      const problems = problemsOf({
        ...enough,
        [name]: '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)',
      });

      expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} .*is still a Key Vault reference`))]);
    },
  );

  it('needs an Automox key once an organisation is named', () => {
    expect(problemsOf({ ...enough, AUTOMOX_ORG_ID: '1' })).toEqual([
      expect.stringMatching(/^AUTOMOX_API_KEY is missing/),
    ]);
    expect(readSettings({ ...enough, AUTOMOX_ORG_ID: '1', AUTOMOX_API_KEY: 'k' }).automox?.key).toEqual({
      kind: 'setting',
      apiKey: 'k',
    });
  });
});

describe('local.settings.sample.json', () => {
  it('is what the settings say', () => {
    const file = new URL('../../../local.settings.sample.json', import.meta.url);

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(localSettingsSample());
  });

  it('needs nothing but a key to start', () => {
    expect(problemsOf(localSettingsSample().Values)).toEqual([expect.stringMatching(/^ATERA_API_KEY is missing/)]);
  });

  it('holds no secret', () => {
    const { Values } = localSettingsSample();

    expect(Values).toMatchObject({ ATERA_API_KEY: '', AUTOMOX_API_KEY: '', FUNCTIONS_WORKER_RUNTIME: 'node' });
  });
});

describe('SETTING_DOCS', () => {
  it('gives the meaning, unit and an example of every setting', () => {
    expect(SETTING_DOCS.length).toBeGreaterThan(15);
    for (const doc of SETTING_DOCS)
      expect([doc.meaning, doc.unit, doc.example].every((words) => words.length > 1)).toBe(true);
  });
});
