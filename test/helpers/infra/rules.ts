import { SETTING_DOCS } from '../../../shared/settings.ts';
import type { Deployed, Deployment } from './deploy-template.ts';

/** Returns what breaks the rule: nothing where it holds. */
export type Rule = (deployment: Deployment) => readonly string[];

/** Values by their path in dots: what a resource must have, whatever Azure's default is. */
type Required = Readonly<Record<string, unknown>>;

export const typed = (deployment: Deployment, type: string): readonly Deployed[] =>
  deployment.resources.filter((resource) => resource.type === type);

/** The settings that the app gets. */
export function settingsOf(deployment: Deployment): Record<string, string> {
  const [site] = typed(deployment, 'Microsoft.Web/sites');
  const config = site?.properties.siteConfig as { appSettings: { name: string; value: string }[] } | undefined;
  return Object.fromEntries((config?.appSettings ?? []).map(({ name, value }) => [name, value]));
}

function at(resource: Deployed, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], resource);
}

/** There is at least one resource of the type, and each has the values. */
function each(type: string, required: Required): Rule {
  return (deployment) => {
    const found = typed(deployment, type);
    if (found.length === 0) return [`no ${type}`];
    return found.flatMap((resource) =>
      Object.entries(required)
        .filter(([path, value]) => JSON.stringify(at(resource, path)) !== JSON.stringify(value))
        .map(
          ([path, value]) =>
            `${resource.name}: ${path} is ${JSON.stringify(at(resource, path))}, not ${JSON.stringify(value)}`,
        ),
    );
  };
}

const all =
  (...rules: readonly Rule[]): Rule =>
  (deployment) =>
    rules.flatMap((rule) => rule(deployment));

/**
 * Set by the platform, or a key itself, or written in parts because there is no connection string;
 * or a collector of one's own.
 */
const NOT_SET = [
  'ANSWER_LINK_KEY',
  'ATERA_API_KEY',
  'AUTOMOX_API_KEY',
  'AzureWebJobsStorage',
  'NOTIFY_SECRETS',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
];

const setsEverySetting: Rule = (deployment) => {
  const set = settingsOf(deployment);
  const wanted = SETTING_DOCS.filter((doc) => !doc.isSetByAzure && !NOT_SET.includes(doc.name));
  return wanted.filter(({ name }) => set[name] === undefined).map(({ name }) => `${name} is not set`);
};

/**
 * Settings that would fake what only the platform may say, or that Flex Consumption does not take.
 */
const FORBIDDEN =
  /^(WEBSITE_.*|FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|AzureWebJobsStorage|.*_API_KEY|ANSWER_LINK_KEY|APPINSIGHTS_INSTRUMENTATIONKEY)$/i;

const setsNothingForbidden: Rule = (deployment) =>
  Object.keys(settingsOf(deployment)).filter((name) => FORBIDDEN.test(name));

const holdsNoSecret: Rule = (deployment) => {
  const text = JSON.stringify(deployment);
  const found = text.match(
    /AccountKey=|SharedAccessSignature|sig=|listKeys|listSecrets|sharedKey"|eyJ[A-Za-z0-9]{10}/g,
  );
  const stored = typed(deployment, 'Microsoft.KeyVault/vaults/secrets').map(({ name }) => `secret ${name}`);
  return [...(found ?? []), ...stored];
};

const PREVIEW_ONLY = ['Microsoft.Insights/diagnosticSettings'];

const pinsApiVersions: Rule = ({ resources }) =>
  resources
    .filter(({ type, apiVersion }) => !/^20\d\d-\d\d-\d\d$/.test(apiVersion) && !PREVIEW_ONLY.includes(type))
    .map(({ type, apiVersion }) => `${type} is of ${apiVersion}`);

/** What a deployment must hold, whichever switches are set. */
export const RULES: Readonly<Record<string, Rule>> = {
  'sets every setting that the app reads': setsEverySetting,
  'sets nothing that only the platform may set, and no key': setsNothingForbidden,
  'holds no secret': holdsNoSecret,
  'pins stable API versions': pinsApiVersions,
  'gives out no account key, no anonymous blob and no old TLS': each('Microsoft.Storage/storageAccounts', {
    'properties.allowSharedKeyAccess': false,
    'properties.allowBlobPublicAccess': false,
    'properties.allowCrossTenantReplication': false,
    'properties.minimumTlsVersion': 'TLS1_2',
    'properties.supportsHttpsTrafficOnly': true,
  }),
  'reaches storage and package by the identity': all(
    each('Microsoft.Web/sites', {
      'identity.type': 'UserAssigned',
      'properties.functionAppConfig.deployment.storage.authentication.type': 'UserAssignedIdentity',
    }),
    (deployment) =>
      settingsOf(deployment).AzureWebJobsStorage__credential === 'managedidentity' ? [] : ['no identity'],
  ),
  'takes HTTPS with TLS 1.2 only, and publishes without a password': all(
    each('Microsoft.Web/sites', {
      'properties.httpsOnly': true,
      'properties.siteConfig.minTlsVersion': '1.2',
      'properties.siteConfig.scmMinTlsVersion': '1.2',
    }),
    each('Microsoft.Web/sites/basicPublishingCredentialsPolicies', { 'properties.allow': false }),
    (deployment) =>
      typed(deployment, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies').length === 2 ? [] : ['ftp and scm'],
  ),
  'keeps the vault: roles, purge protection, the cheap tier': each('Microsoft.KeyVault/vaults', {
    'properties.enableRbacAuthorization': true,
    'properties.enablePurgeProtection': true,
    'properties.enableSoftDelete': true,
    'properties.sku.name': 'standard',
  }),
  'lets nobody write logs with a key': all(
    each('Microsoft.Insights/components', { 'properties.DisableLocalAuth': true }),
    each('Microsoft.OperationalInsights/workspaces', { 'properties.features.disableLocalAuth': true }),
  ),
  'pays for no idle instance, no large one and no plan': all(
    each('Microsoft.Web/serverfarms', { 'sku.name': 'FC1', 'sku.tier': 'FlexConsumption' }),
    each('Microsoft.Web/sites', {
      'properties.functionAppConfig.scaleAndConcurrency.alwaysReady': [],
      'properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB': 512,
      'properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount': 40,
    }),
  ),
  'pays for no copy of storage in another region': each('Microsoft.Storage/storageAccounts', {
    'sku.name': 'Standard_LRS',
  }),
  'keeps logs for the free days, and at most 1 GB a day': each('Microsoft.OperationalInsights/workspaces', {
    'properties.retentionInDays': 30,
    'properties.workspaceCapping.dailyQuotaGb': 1,
    'properties.sku.name': 'PerGB2018',
  }),
  'begins by only reading': (deployment) =>
    settingsOf(deployment).REMEDIATION_MODE === 'observe' ? [] : ['another mode'],
};
