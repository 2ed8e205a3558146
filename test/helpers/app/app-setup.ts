import { readFileSync } from 'node:fs';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import type { VirtualClock } from '../../../dev/host/clock.ts';
import type { HostJson } from '../../../dev/host/host-json.ts';
import type { Simulator } from '../../../dev/simulator/simulator.ts';
import { AteraClient } from '../../../shared/atera/client.ts';
import { makeAutomoxAccess } from '../../../shared/automox/access.ts';
import { type Policy, policy as policySchema } from '../../../shared/policy/policy.ts';
import { VaultApiKey } from '../../../shared/secrets/vault-api-key.ts';
import { readSettings } from '../../../shared/settings.ts';
/** One minute in milliseconds. */
import type { AppOptions, Vault } from './app.ts';

/** The id of the first customer that a test adds to the simulated tenant; the next ones follow. */
export const FIRST_CUSTOMER = 11;

/** The most that a policy may say. */
const YEAR_MINUTES = 525_600;

/** The technician the tests' policy names; the simulator knows him. */
export const TECHNICIAN = 'robot@msp.example';

/** As the app ships it: what a newer version started is left alone. */
export function hostJsonOf(defaultVersion: string, asShipped = false): HostJson {
  const shipped = asShipped ? HostJsonFile.parse(readJson('../../../host.json')).extensions.durableTask : {};
  const durableTask = {
    ...shipped,
    defaultVersion,
    versionMatchStrategy: 'CurrentOrOlder',
    versionFailureStrategy: 'Reject',
  } as const;
  return { extensions: { durableTask } };
}

const HostJsonFile = z.object({ extensions: z.object({ durableTask: z.record(z.string(), z.unknown()) }) });

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

/** The vendors' clients with keys from a vault. */
export function clientsWith(
  vault: Vault,
  simulator: Simulator,
  { clock, dispatcher }: { readonly clock: VirtualClock; readonly dispatcher: Dispatcher },
) {
  const keysOf = (name: keyof Vault) =>
    new VaultApiKey({ vault: { getSecret: async () => ({ value: vault[name] }) }, secretName: name, clock });
  const shared = { dispatcher, clock };
  const automox = { baseUrl: simulator.automoxBaseUrl, keys: keysOf('automox'), ...shared };
  return {
    atera: new AteraClient({ baseUrl: simulator.ateraBaseUrl, keys: keysOf('atera'), ...shared }),
    automox: makeAutomoxAccess(automox, simulator.automox.id),
  };
}

/** Returns the policy that the options ask for. */
export function policyFor({ policy, automox, directory }: AppOptions): Policy {
  const sections = automox === true ? { [FIRST_CUSTOMER]: {} } : automox;
  const assigned = Object.entries(sections ?? {}).map(([id, section]) => [
    id,
    { ...policy?.customers?.[id], automox: section },
  ]);
  return policySchema.parse({
    technicianEmail: TECHNICIAN,
    ...(directory !== 'none' && { directoryRefreshMinutes: YEAR_MINUTES }),
    ...policy,
    customers: { ...policy?.customers, ...Object.fromEntries(assigned) },
  });
}

/** Returns the settings of an app beside the simulator. */
export function settingsFor(simulator: Simulator, options: AppOptions) {
  return readSettings({
    ATERA_BASE_URL: simulator.ateraBaseUrl,
    ATERA_API_KEY: simulator.keys.current,
    STORAGE_CONNECTION: 'UseDevelopmentStorage=true',
    REMEDIATION_MODE: options.mode ?? 'approve',
    ...(options.workletAllowlist !== undefined && { WORKLET_ALLOWLIST: options.workletAllowlist }),
    ...(options.signInOn && { WEBSITE_AUTH_ENABLED: 'True', SIGN_IN: 'easyauth' }),
    ...(options.secrets && { NOTIFY_SECRETS: JSON.stringify(options.secrets) }),
    ...(options.links && { PUBLIC_URL: options.links.publicUrl, ANSWER_LINK_KEY: options.links.key }),
    ...(options.pollSchedule !== undefined && { POLL_SCHEDULE: options.pollSchedule }),
    ...(options.automox && {
      AUTOMOX_BASE_URL: simulator.automoxBaseUrl,
      AUTOMOX_ORG_ID: String(simulator.automox.id),
      AUTOMOX_API_KEY: simulator.automoxKeys.current,
    }),
    ...(options.requestsPerMinute !== undefined && { ATERA_REQUESTS_PER_MINUTE: String(options.requestsPerMinute) }),
  });
}
