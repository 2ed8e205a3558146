import { z } from 'zod';
import { notifyHosts, notifySecrets } from './notify/setting-fields.ts';
import { ateraKey, httpsUrl, linkKey, schedule, secretName, storage, wholeNumber } from './setting-fields.ts';

/**
 * What a person needs to know about a setting. Values are written as they stand in the environment.
 */
export interface SettingInfo {
  readonly meaning: string;
  readonly unit: string;
  readonly example: string;
  readonly default?: string;
  /** Its value, or one pasted there by mistake, must not appear in a message. */
  readonly isSecret?: boolean;
  /** Set by Azure itself, so it has no place in local.settings.json. */
  readonly isSetByAzure?: boolean;
  /**
   * The host reads it too, and may take a blank one for set: it has no place in
   * local.settings.sample.json.
   */
  readonly isReadByHost?: boolean;
  /** The value in local.settings.sample.json, if it is not the default. */
  readonly sample?: string;
}

/** The words about each schema of `Environment`. */
export const settingInfo = z.registry<SettingInfo>();

/**
 * Every environment variable the app reads. Blank counts as absent; defaults come from
 * `settingInfo`.
 */
export const Environment = z.object({
  ATERA_BASE_URL: httpsUrl().register(settingInfo, {
    meaning: "Where Atera's API is, version included.",
    unit: 'URL',
    example: 'https://app.atera.com/api/v3',
    default: 'https://app.atera.com/api/v3',
  }),
  KEY_VAULT_URL: httpsUrl().optional().register(settingInfo, {
    meaning: 'The Key Vault that holds the API keys. Leave blank for development without a vault.',
    unit: 'URL',
    example: 'https://my-vault.vault.azure.net',
  }),
  ATERA_API_KEY_SECRET: secretName().register(settingInfo, {
    meaning: 'Which secret of the vault is the Atera key; its newest version is used.',
    unit: 'secret name',
    example: 'atera-api-key',
    default: 'atera-api-key',
    isSecret: true,
  }),
  ATERA_API_KEY: ateraKey().optional().register(settingInfo, {
    meaning: 'The Atera key itself, for development; not read when KEY_VAULT_URL is set.',
    unit: '32-character key or token',
    example: 'eyJ... (Atera: Admin > API)',
    isSecret: true,
  }),
  ATERA_REQUESTS_PER_MINUTE: wholeNumber(10, 4_000).register(settingInfo, {
    meaning: "The app's share of the account's limit (commonly 700), which other tools use too.",
    unit: 'requests per minute',
    example: '350',
    default: '350',
  }),
  POLL_SCHEDULE: schedule().register(settingInfo, {
    meaning: 'When open alerts are read.',
    unit: 'NCRONTAB, six fields, seconds first',
    example: '0 */2 * * * *',
    default: '0 */2 * * * *',
  }),
  AUTOMOX_BASE_URL: httpsUrl().register(settingInfo, {
    meaning: "Where Automox's API is.",
    unit: 'URL',
    example: 'https://console.automox.com/api',
    default: 'https://console.automox.com/api',
  }),
  AUTOMOX_ORG_ID: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional().register(settingInfo, {
    meaning: 'The Automox organisation to act in. Blank = no Automox: devices are not touched.',
    unit: 'id',
    example: '104321',
  }),
  AUTOMOX_API_KEY_SECRET: secretName().register(settingInfo, {
    meaning: 'Which secret of the vault is the Automox key.',
    unit: 'secret name',
    example: 'automox-api-key',
    default: 'automox-api-key',
    isSecret: true,
  }),
  AUTOMOX_API_KEY: z.string().optional().register(settingInfo, {
    meaning: 'The Automox key itself, for development; not read when KEY_VAULT_URL is set.',
    unit: 'key',
    example: 'the key from Automox: Settings > Keys',
    isSecret: true,
  }),
  AUTOMOX_REQUESTS_PER_5_MINUTES: wholeNumber(10, 10_000).register(settingInfo, {
    meaning: "The app's share of Automox's limit.",
    unit: 'requests per 5 minutes',
    example: '1250',
    default: '1250',
  }),
  REMEDIATION_MODE: z
    .enum(['observe', 'propose', 'approve', 'auto'], 'must be observe, propose, approve or auto')
    .register(settingInfo, {
      meaning:
        'The most the app may do anywhere: only inspect; write tickets; resolve what is verified, and act on devices after a yes; act without asking.',
      unit: 'observe | propose | approve | auto',
      example: 'propose',
      default: 'observe',
    }),
  WORKLET_ALLOWLIST: z
    .string()
    .regex(/^[1-9]\d{0,14}(\s*,\s*[1-9]\d{0,14})*$/, 'must be ids with commas between them')
    .optional()
    .register(settingInfo, {
      meaning:
        'The only Automox worklets that the app may run, whatever the policy names. Blank = those that it names.',
      unit: 'ids, with commas between them',
      example: '40001,40002',
    }),
  AzureWebJobsStorage: storage().optional().register(settingInfo, {
    meaning: "The Functions host's own storage; also the app's, unless STORAGE_CONNECTION is set.",
    unit: 'connection string',
    example: 'UseDevelopmentStorage=true',
    isSecret: true,
    sample: 'UseDevelopmentStorage=true',
  }),
  STORAGE_CONNECTION: storage().optional().register(settingInfo, {
    meaning: "The storage account of the app's tables. Blank = AzureWebJobsStorage.",
    unit: 'connection string or table service URL',
    example: 'https://myaccount.table.core.windows.net',
    isSecret: true,
  }),
  POLICY_FILE: z.string().optional().register(settingInfo, {
    meaning: 'A JSON file with the policy. Blank = the built-in defaults.',
    unit: 'path',
    example: './policy.json',
  }),
  NOTIFY_HOSTS: notifyHosts.optional().register(settingInfo, {
    meaning: "Hosts that channels may send to, beside those of Teams' workflows and Slack (docs/notifications.md).",
    unit: 'hosts, separated by commas',
    example: 'hooks.example.com, *.example.net, hooks.example.com:8443',
  }),
  NOTIFY_SECRETS: notifySecrets.optional().register(settingInfo, {
    meaning: 'What the secrets of channels hold, for development; not read when KEY_VAULT_URL is set.',
    unit: 'JSON by secret name',
    example: '{"notify-ops": "http://127.0.0.1:9000/"}',
    isSecret: true,
  }),
  TASKHUB_NAME: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{2,44}$/, 'must be 3 to 45 letters and digits, a letter first')
    .register(settingInfo, {
      meaning: 'The Durable task hub; two apps on one storage account need different ones.',
      unit: 'name',
      example: 'RmmRemediation',
      default: 'RmmRemediation',
    }),
  ANSWER_LINK_KEY_SECRET: secretName().register(settingInfo, {
    meaning: 'Which secret of the vault is the key that links to answers are signed with; none = no such links.',
    unit: 'secret name',
    example: 'answer-link-key',
    default: 'answer-link-key',
    isSecret: true,
  }),
  ANSWER_LINK_KEY: linkKey().optional().register(settingInfo, {
    meaning: 'That key itself, for development; not read when KEY_VAULT_URL is set. Blank = no links to answers.',
    unit: 'base64',
    example: 'what `openssl rand -base64 32` prints',
    isSecret: true,
  }),
  SIGN_IN: z.enum(['none', 'easyauth'], 'must be none or easyauth').register(settingInfo, {
    meaning:
      "Whether people sign in through Azure's own sign-in: then roles are asked for, and names are known. The app does not start with easyauth where the platform does not say that it is on.",
    unit: 'none | easyauth',
    example: 'easyauth',
    default: 'none',
  }),
  PUBLIC_URL: httpsUrl().optional().register(settingInfo, {
    meaning:
      'Where people reach the app, for links in messages. Blank = https:// and WEBSITE_HOSTNAME, which Azure sets.',
    unit: 'URL',
    example: 'https://rmm.msp.example',
  }),
  AZURE_CLIENT_ID: z.guid('is no client id (GUID)').optional().register(settingInfo, {
    meaning: 'The client id of a user-assigned managed identity. Blank = the system-assigned one.',
    unit: 'GUID',
    example: '11111111-2222-3333-4444-555555555555',
  }),
  // A wrong one of these three is reported in the log, and stops nothing: no alert waits for a
  // metric.
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional().register(settingInfo, {
    meaning: 'Where the app sends metrics (docs/telemetry.md) and the host logs. Blank = not to Application Insights.',
    unit: 'connection string',
    example: 'InstrumentationKey=...;IngestionEndpoint=... (Application Insights: Overview)',
    isSecret: true,
    isReadByHost: true,
  }),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: z.string().optional().register(settingInfo, {
    meaning: 'With `Authorization=AAD` Application Insights is signed in to with the Azure identity.',
    unit: 'text',
    example: 'ClientId=11111111-2222-3333-4444-555555555555;Authorization=AAD',
    isReadByHost: true,
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional().register(settingInfo, {
    meaning: 'An OpenTelemetry collector that takes metrics over HTTP (http/protobuf). Blank = none.',
    unit: 'URL',
    example: 'http://localhost:4318',
    isReadByHost: true,
  }),
  WEBSITE_INSTANCE_ID: z.string().optional().register(settingInfo, {
    meaning: 'Present when the app runs in Azure; then the managed identity is used.',
    unit: 'id',
    example: 'set by Azure',
    isSetByAzure: true,
  }),
  WEBSITE_HOSTNAME: z.string().optional().register(settingInfo, {
    meaning: "The app's own host name; PUBLIC_URL, where it is set, wins.",
    unit: 'host name',
    example: 'set by Azure',
    isSetByAzure: true,
  }),
  // Never in the template: an app setting of this name would pretend to be the platform's.
  WEBSITE_AUTH_ENABLED: z.string().optional().register(settingInfo, {
    meaning: 'True when the platform checks sign-ins; without it SIGN_IN=easyauth is refused.',
    unit: 'True or False',
    example: 'set by Azure',
    isSetByAzure: true,
  }),
});
