import type { z } from 'zod';
import { SettingsError } from './errors.ts';
import { isUnresolvedReference } from './secrets/key-vault-reference.ts';
import type { SecretsLocation } from './secrets/named-secrets.ts';
import type { AzureIdentity, KeyLocation } from './secrets/open-key-source.ts';
import { Environment, type SettingInfo, settingInfo } from './setting-definitions.ts';
import type { TelemetryTargets } from './telemetry/telemetry.ts';

type Values = z.output<typeof Environment>;
type Name = keyof Values;

/** The app's settings, checked. */
export interface Settings {
  readonly atera: { readonly baseUrl: string; readonly key: KeyLocation; readonly requestsPerMinute: number };
  /** Absent = no Automox: nothing is done on devices. */
  readonly automox?: {
    readonly baseUrl: string;
    readonly orgId: number;
    readonly key: KeyLocation;
    readonly requestsPer5Minutes: number;
  };
  readonly identity: AzureIdentity;
  readonly pollSchedule: string;
  /** People sign in through the platform, which takes its headers from what arrives from outside. */
  readonly signInOn: boolean;
  /** Where people reach the app, without a slash at the end. Absent = not known: no links. */
  readonly publicUrl?: string;
  /** Where the key of links to answers is. Absent = there is none. */
  readonly answerLinkKey?: KeyLocation;
  readonly mode: Values['REMEDIATION_MODE'];
  /** The only worklets that may be run. Absent = those that the policy names. */
  readonly workletAllowlist?: ReadonlySet<number>;
  /**
   * A connection string, or the https address of a table service (then with our Azure identity).
   */
  readonly storageConnection: string;
  readonly policyFile?: string;
  readonly notify: {
    readonly hosts: readonly string[];
    readonly secrets: SecretsLocation;
    /** Without a vault, and not in Azure: this machine may be sent to. */
    readonly isDevelopment: boolean;
  };
  readonly taskHubName: string;
  /** Absent = no metrics. */
  readonly telemetry?: TelemetryTargets;
}

/** A setting with its name: one row of the table in the documentation. */
export interface SettingDoc extends SettingInfo {
  readonly name: string;
}

const NAMES = Object.keys(Environment.shape) as readonly Name[];

/** Every setting in the order of the documentation. */
export const SETTING_DOCS: readonly SettingDoc[] = NAMES.map((name) => ({ name, ...infoOf(name) }));

/**
 * The only reader of the environment. Throws one `SettingsError` that lists everything wrong, so
 * that a person corrects it in one go: name, unit, why, an example; never the value of a secret.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.fromEntries(NAMES.map((name) => [name, env[name]?.trim() || infoOf(name).default]));
  const parsed = Environment.safeParse(given);
  const problems = [...problemsOf(parsed.error, given), ...missing(given), ...unresolved(given)];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return assemble(parsed.data);
}

/** Returns what local.settings.sample.json holds; a test keeps the file equal to it. */
export function localSettingsSample() {
  const own = SETTING_DOCS.filter((doc) => !doc.isSetByAzure && !doc.isReadByHost);
  const values = own.map((doc): [string, string] => [doc.name, doc.sample ?? doc.default ?? '']);
  return { IsEncrypted: false, Values: { FUNCTIONS_WORKER_RUNTIME: 'node', ...Object.fromEntries(values) } };
}

function assemble(values: Values): Settings {
  const { KEY_VAULT_URL: vaultUrl, AUTOMOX_ORG_ID: orgId, POLICY_FILE: policyFile } = values;
  const key = (secretName: string, apiKey = ''): KeyLocation =>
    vaultUrl === undefined ? { kind: 'setting', apiKey } : { kind: 'vault', vaultUrl, secretName };
  const automox = orgId !== undefined && {
    baseUrl: values.AUTOMOX_BASE_URL,
    orgId,
    key: key(values.AUTOMOX_API_KEY_SECRET, values.AUTOMOX_API_KEY),
    requestsPer5Minutes: values.AUTOMOX_REQUESTS_PER_5_MINUTES,
  };
  const telemetry = telemetryTargets(values);
  const worklets = values.WORKLET_ALLOWLIST?.split(',').map(Number);
  return {
    atera: {
      baseUrl: values.ATERA_BASE_URL,
      key: key(values.ATERA_API_KEY_SECRET, values.ATERA_API_KEY),
      requestsPerMinute: values.ATERA_REQUESTS_PER_MINUTE,
    },
    ...(automox && { automox }),
    identity: {
      runsInAzure: values.WEBSITE_INSTANCE_ID !== undefined,
      managedIdentityClientId: values.AZURE_CLIENT_ID,
    },
    pollSchedule: values.POLL_SCHEDULE,
    signInOn: values.SIGN_IN === 'easyauth',
    ...publicUrlOf(values),
    ...((vaultUrl ?? values.ANSWER_LINK_KEY) !== undefined && {
      answerLinkKey: key(values.ANSWER_LINK_KEY_SECRET, values.ANSWER_LINK_KEY),
    }),
    mode: values.REMEDIATION_MODE,
    ...(worklets && { workletAllowlist: new Set(worklets) }),
    storageConnection: values.STORAGE_CONNECTION ?? values.AzureWebJobsStorage ?? '',
    ...(policyFile !== undefined && { policyFile }),
    notify: notifySettings(values),
    taskHubName: values.TASKHUB_NAME,
    ...(telemetry && { telemetry }),
  };
}

/** The Core Tools say `localhost:7071`, without TLS. */
function publicUrlOf({ PUBLIC_URL, WEBSITE_HOSTNAME: host }: Values): Pick<Settings, 'publicUrl'> {
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host ?? '') ? 'http' : 'https';
  const given = PUBLIC_URL ?? (host === undefined ? undefined : `${scheme}://${host}`);
  return given === undefined ? {} : { publicUrl: given.replace(/\/+$/, '') };
}

function notifySettings(values: Values): Settings['notify'] {
  const { KEY_VAULT_URL: vaultUrl, NOTIFY_HOSTS: hosts = [], NOTIFY_SECRETS: secrets = {} } = values;
  const isInAzure = values.WEBSITE_INSTANCE_ID !== undefined;
  return {
    hosts,
    secrets: vaultUrl === undefined ? { kind: 'setting', values: secrets } : { kind: 'vault', vaultUrl },
    isDevelopment: vaultUrl === undefined && !isInAzure,
  };
}

function telemetryTargets(values: Values): TelemetryTargets | undefined {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = values;
  if (connectionString === undefined && endpoint === undefined) return undefined;
  const signIn = /(^|;)\s*Authorization\s*=\s*AAD\s*(;|$)/i.test(
    values.APPLICATIONINSIGHTS_AUTHENTICATION_STRING ?? '',
  );
  return {
    ...(connectionString !== undefined && { insights: { connectionString, signIn } }),
    collector: endpoint !== undefined,
  };
}

type Given = Readonly<Record<string, string | undefined>>;

function problemsOf(error: z.ZodError | undefined, given: Given): readonly string[] {
  const wrong = error?.issues ?? [];
  return wrong
    .filter((issue) => !isUnresolvedReference(given[String(issue.path[0])] ?? ''))
    .map((issue) => problem(String(issue.path[0]) as Name, issue.message, given));
}

/** What no single setting can show: a key must come from somewhere, and so must the tables. */
function missing(given: Given): readonly string[] {
  const noVault = given.KEY_VAULT_URL === undefined;
  return [
    ...(noVault && given.ATERA_API_KEY === undefined
      ? [problem('ATERA_API_KEY', 'is missing, and there is no KEY_VAULT_URL to read it from', given)]
      : []),
    ...(noVault && given.AUTOMOX_ORG_ID !== undefined && given.AUTOMOX_API_KEY === undefined
      ? [problem('AUTOMOX_API_KEY', 'is missing though AUTOMOX_ORG_ID is set, and there is no KEY_VAULT_URL', given)]
      : []),
    ...(given.SIGN_IN === 'easyauth' && !/^true$/i.test(given.WEBSITE_AUTH_ENABLED ?? '')
      ? [
          problem(
            'SIGN_IN',
            'is set, but the platform does not say that it checks sign-ins: anybody could forge one',
            given,
          ),
        ]
      : []),
    ...(given.STORAGE_CONNECTION === undefined && given.AzureWebJobsStorage === undefined
      ? [problem('STORAGE_CONNECTION', 'is missing, and so is AzureWebJobsStorage', given)]
      : []),
  ];
}

function unresolved(given: Given): readonly string[] {
  return NAMES.filter((name) => isUnresolvedReference(given[name] ?? '')).map((name) =>
    problem(name, 'is still a Key Vault reference: Azure could not read that secret (access, name or network)', given),
  );
}

function problem(name: Name, why: string, given: Given): string {
  const { unit, meaning, example, isSecret } = infoOf(name);
  const value = given[name];
  const shown = value === undefined || isSecret ? '' : ` ${JSON.stringify(withoutSecrets(value).slice(0, 100))}`;
  return `${name}${shown} ${why}. Unit: ${unit}. ${meaning} Example: ${example}`;
}

/** An address may hold a password before its host, or a key behind its path. */
function withoutSecrets(value: string): string {
  return value.includes('://') ? value.replace(/\/\/.*@/s, '//…@').replace(/[?#].*$/s, '…') : value;
}

function infoOf(name: Name): SettingInfo {
  const info = settingInfo.get(Environment.shape[name]);
  if (info === undefined) throw new Error(`${name} has no description`);
  return info;
}
