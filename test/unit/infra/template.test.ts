import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../shared/settings.ts';
import { deployed, EVERYTHING, mainTemplate, NAMED } from '../../helpers/infra/main-template.ts';
import { RULES, settingsOf, typed } from '../../helpers/infra/rules.ts';

const host: { extensions: { durableTask: { hubName: string } }; telemetryMode?: string; logging: object } = JSON.parse(
  readFileSync(new URL('../../../host.json', import.meta.url), 'utf8'),
);

/** What somebody could do to the template, and the rule that must say so. */
const MUTATIONS: readonly (readonly [rule: string, what: string, by: string])[] = [
  ['sets every setting that the app reads', '"POLL_SCHEDULE":', '"POLL_SCHEDULES":'],
  ['sets every setting that the app reads', '"STORAGE_CONNECTION":', '"STORAGE_CONNECTIONS":'],
  [
    'sets nothing that only the platform may set, and no key',
    '"POLICY_FILE":',
    '"WEBSITE_AUTH_ENABLED": "True", "POLICY_FILE":',
  ],
  ['sets nothing that only the platform may set, and no key', '"POLICY_FILE":', '"ATERA_API_KEY": "x", "POLICY_FILE":'],
  ['holds no secret', '"POLICY_FILE": "policy.json"', '"POLICY_FILE": "AccountKey=a"'],
  ['pins stable API versions', '"apiVersion": "2025-05-01"', '"apiVersion": "2026-06-01-preview"'],
  [
    'gives out no account key, no anonymous blob and no old TLS',
    '"allowSharedKeyAccess": false',
    '"allowSharedKeyAccess": true',
  ],
  ['gives out no account key, no anonymous blob and no old TLS', '"allowSharedKeyAccess": false,', ''],
  [
    'gives out no account key, no anonymous blob and no old TLS',
    '"allowBlobPublicAccess": false',
    '"allowBlobPublicAccess": true',
  ],
  ['gives out no account key, no anonymous blob and no old TLS', '"TLS1_2"', '"TLS1_0"'],
  [
    'reaches storage and package by the identity',
    '"type": "UserAssignedIdentity"',
    '"type": "StorageAccountConnectionString"',
  ],
  ['reaches storage and package by the identity', '"managedidentity"', '""'],
  [
    'takes HTTPS with TLS 1.2 only, and publishes without a password',
    '"minTlsVersion": "1.2"',
    '"minTlsVersion": "1.0"',
  ],
  ['takes HTTPS with TLS 1.2 only, and publishes without a password', '"httpsOnly": true', '"httpsOnly": false'],
  ['takes HTTPS with TLS 1.2 only, and publishes without a password', '"allow": false', '"allow": true'],
  ['keeps the vault: roles, purge protection, the cheap tier', '"enablePurgeProtection": true,', ''],
  [
    'keeps the vault: roles, purge protection, the cheap tier',
    '"enableRbacAuthorization": true',
    '"enableRbacAuthorization": false',
  ],
  ['keeps the vault: roles, purge protection, the cheap tier', '"name": "standard"', '"name": "premium"'],
  ['lets nobody write logs with a key', '"DisableLocalAuth": true', '"DisableLocalAuth": false'],
  ['lets nobody write logs with a key', '"disableLocalAuth": true,', ''],
  [
    'pays for no idle instance, no large one and no plan',
    '"alwaysReady": []',
    '"alwaysReady": [{"name": "durable", "instanceCount": 1}]',
  ],
  ['pays for no idle instance, no large one and no plan', '"FC1"', '"P1v3"'],
  ['pays for no idle instance, no large one and no plan', '"defaultValue": 512', '"defaultValue": 2048'],
  ['pays for no idle instance, no large one and no plan', '"defaultValue": 40', '"defaultValue": 100'],
  ['pays for no copy of storage in another region', '"defaultValue": "Standard_LRS"', '"defaultValue": "Standard_ZRS"'],
  [
    'keeps logs for the free days, and at most 1 GB a day',
    '"defaultValue": 30,\n      "allowedValues"',
    '"defaultValue": 365,\n      "allowedValues"',
  ],
  [
    'keeps logs for the free days, and at most 1 GB a day',
    '"dailyQuotaGb": "[parameters(\'dailyCapGb\')]"',
    '"dailyQuotaGb": -1',
  ],
  ['begins by only reading', '"defaultValue": "observe"', '"defaultValue": "approve"'],
];

const SWITCHES = [
  ['its defaults', NAMED],
  ['the scheduler', { ...NAMED, durableBackend: 'scheduler' }],
  ['every switch on', EVERYTHING],
] as const;

describe('infra/main.json', () => {
  for (const [switches, parameters] of SWITCHES) {
    it.each(Object.entries(RULES))(`with ${switches} %s`, (_, rule) => {
      expect(rule(deployed(parameters))).toEqual([]);
    });
  }

  it.each(MUTATIONS)('would break the rule "%s" with %s as %s', (rule, what, by) => {
    expect(mainTemplate).toContain(what);

    const mutated = deployed(NAMED, mainTemplate.replaceAll(what, by));

    expect(RULES[rule]?.(mutated)).not.toEqual([]);
  });

  it('takes no secret as a parameter and returns none', () => {
    const { parameters, outputs } = JSON.parse(mainTemplate);
    const names = [...Object.keys(parameters), ...Object.keys(outputs)];
    const types = [...Object.values<{ type: string }>(parameters), ...Object.values<{ type: string }>(outputs)];

    // KEY_VAULT_URL is an address.
    expect(names.filter((name) => /key|secret|password|token|connection/i.test(name))).toEqual(['KEY_VAULT_URL']);
    expect(types.filter(({ type }) => type.startsWith('secure'))).toEqual([]);
  });

  it.each(SWITCHES)('gives the app settings that it starts with: %s', (_, parameters) => {
    // As the platform says itself, where the template turns its sign-in on.
    const ofPlatform = { WEBSITE_INSTANCE_ID: 'one', WEBSITE_AUTH_ENABLED: 'True' };
    const settings = readSettings({ ...settingsOf(deployed(parameters)), ...ofPlatform });

    expect(settings).toMatchObject({
      mode: 'observe',
      atera: { key: { kind: 'vault', vaultUrl: 'https://kv-abcdefghijklm.vault.azure.net/' } },
      storageConnection: 'https://stabcdefghijklm.table.core.windows.net/',
      identity: { managedIdentityClientId: '11111111-0000-4000-8000-000000000001' },
    });
  });

  it('names one task hub to the app, the host and the scheduler', () => {
    const deployment = deployed({ ...EVERYTHING, taskHubName: 'NorthHub' });
    const settings = settingsOf(deployment);
    const hubs = typed(deployment, 'Microsoft.DurableTask/schedulers/taskHubs').map(({ name }) => name);

    expect(settings.TASKHUB_NAME).toBe('NorthHub');
    expect(settings.AzureFunctionsJobHost__extensions__durableTask__hubName).toBe('NorthHub');
    expect(hubs).toEqual(['dts-abcdefghijklm/NorthHub']);
  });

  it('uses the task hub of host.json unless set otherwise', () => {
    expect(settingsOf(deployed()).TASKHUB_NAME).toBe(host.extensions.durableTask.hubName);
  });

  it('deploys to the service and group that azd searches', () => {
    const { resources } = deployed();
    const tagsOf = (type: string) => resources.find((resource) => resource.type === type)?.tags;

    expect(tagsOf('Microsoft.Web/sites')).toMatchObject({ 'azd-service-name': 'app' });
    expect(tagsOf('Microsoft.Resources/resourceGroups')).toEqual({ 'azd-env-name': 'one' });
  });

  it('is given to azd parameters that it has, and every one that has no default', () => {
    const file = readFileSync(new URL('../../../infra/main.parameters.json', import.meta.url), 'utf8');
    const given = Object.keys(JSON.parse(file).parameters);
    const { parameters } = JSON.parse(mainTemplate);
    const needed = Object.keys(parameters).filter((name) => parameters[name].defaultValue === undefined);

    expect(given.filter((name) => parameters[name] === undefined)).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(needed));
  });

  it('samples no request and no failure away, from which alerts are counted', () => {
    const sampled = host.telemetryMode !== 'OpenTelemetry';

    if (sampled)
      expect(host.logging).toMatchObject({
        applicationInsights: { samplingSettings: { isEnabled: true, excludedTypes: 'Request;Exception' } },
      });
    expect(host.logging).toMatchObject({
      logLevel: { 'DurableTask.AzureStorage': 'Warning', 'DurableTask.Core': 'Warning' },
    });
  });
});

describe('the network of its own', () => {
  it('closes storage, and reaches blobs, queues, tables and the vault inside', () => {
    const deployment = deployed(EVERYTHING);
    const [storage] = typed(deployment, 'Microsoft.Storage/storageAccounts');
    const groups = typed(deployment, 'Microsoft.Network/privateEndpoints').map(
      ({ properties }) =>
        JSON.parse(JSON.stringify(properties)).privateLinkServiceConnections[0].properties.groupIds[0],
    );

    expect(storage?.properties).toMatchObject({
      publicNetworkAccess: 'Disabled',
      networkAcls: { defaultAction: 'Deny' },
    });
    expect(groups.toSorted()).toEqual(['blob', 'queue', 'table', 'vault']);
  });

  it('leaves the vault open until a setting closes it, so that keys can be put in', () => {
    const vaultOf = (parameters: object) =>
      typed(deployed({ ...parameters }), 'Microsoft.KeyVault/vaults')[0]?.properties;

    expect(vaultOf({ ...EVERYTHING, closeVault: false })).toMatchObject({ publicNetworkAccess: 'Enabled' });
    expect(vaultOf(EVERYTHING)).toMatchObject({
      publicNetworkAccess: 'Disabled',
      networkAcls: { defaultAction: 'Deny' },
    });
  });

  it('gives the app a subnet of the kind that Flex Consumption takes', () => {
    const deployment = deployed(EVERYTHING);
    const [network] = typed(deployment, 'Microsoft.Network/virtualNetworks');

    expect(JSON.stringify(network?.properties)).toContain('"serviceName":"Microsoft.App/environments"');
    expect(typed(deployment, 'Microsoft.Web/sites')[0]?.properties.virtualNetworkSubnetId).toMatch(/\/app$/);
  });
});

describe('sign-in', () => {
  const auth = (parameters: object) =>
    typed(deployed({ ...NAMED, ...parameters }), 'Microsoft.Web/sites/config').map(({ properties }) => properties);

  it('is off without an app registration', () => {
    expect(auth({})).toEqual([]);
  });

  it('lets function keys alone through unless it is required, and needs no client secret', () => {
    expect(auth({ authClientId: EVERYTHING.authClientId })).toMatchObject([
      {
        globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' },
        identityProviders: {
          azureActiveDirectory: { registration: { clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID' } },
        },
      },
    ]);
  });

  it('answers 401 where it is required, except to what asks for no key', () => {
    const routes = readFileSync(new URL('../../../functions/register-http.ts', import.meta.url), 'utf8');
    const anonymous = [...routes.matchAll(/'GET', '([^']+)', 'anyone'/g)].flatMap(([, route = '']) => {
      const folder = route.replace('/{*path}', '');
      return folder === route ? [`/api/${route}`] : [`/api/${folder}`, `/api/${folder}/*`];
    });

    expect(auth(EVERYTHING)).toMatchObject([
      {
        globalValidation: {
          requireAuthentication: true,
          unauthenticatedClientAction: 'Return401',
          // Atera cannot sign in: its calls have a key of their own, and nothing is believed of them.
          excludedPaths: [...anonymous, '/api/webhooks/atera'],
        },
      },
    ]);
  });

  it('excludes no route that goes by who has signed in, for there a forged sign-in might arrive', () => {
    expect(JSON.stringify(auth(EVERYTHING))).not.toContain('/api/answer');
  });

  it('is what the app is told, with and without it', () => {
    const settings = (parameters: object) => settingsOf(deployed({ ...NAMED, ...parameters })).SIGN_IN;

    expect([settings({}), settings({ authClientId: EVERYTHING.authClientId })]).toEqual(['none', 'easyauth']);
  });
});
