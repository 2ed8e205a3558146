import { type Policy, policy } from '../../shared/policy/policy.ts';
import { readSettings, type Settings } from '../../shared/settings.ts';
import { lively } from '../simulator/scenarios/lively.ts';
import type { Scenario } from '../simulator/scenarios/scenario.ts';
import { AUTOMATION_TECHNICIAN_EMAIL } from '../simulator/scenarios/tenant.ts';
import type { Simulator } from '../simulator/simulator.ts';

const SECOND_MS = 1_000;

/** How often the watched demo polls. */
const POLL_EVERY_15_SECONDS = '*/15 * * * * *';

/** The lively scenario, with inventory readings so frequent that a newcomer sees a story end within minutes. */
export const watchedScenario: Scenario = {
  ...lively,
  world: { ...lively.world, lags: { ...lively.world?.lags, inventoryMs: 15 * SECOND_MS } },
};

/** The policy of the scripted day: every default, and a technician to write as. */
export function dayPolicy(): Policy {
  return policy.parse({ technicianEmail: AUTOMATION_TECHNICIAN_EMAIL });
}

/** The policy of the watched demo: the same with waits of seconds in place of minutes and hours. */
export function watchedPolicy(): Policy {
  return policy.parse({
    technicianEmail: AUTOMATION_TECHNICIAN_EMAIL,
    repeatCommentHours: 0.05,
    diskSpace: {
      inventoryLagMinutes: 0.5,
      confirmAfterMinutes: 0.5,
      followUpEveryMinutes: 0.5,
      clearConfirmMinutes: 0.25,
      flappingHours: 0.1,
    },
  });
}

/** What `watchedPolicy` and `watchedScenario` shorten, for people. */
export const SHORTENED =
  'Shortened for watching: polls every 15 s (2 min), second look after 30 s (10 min), follow-up every 30 s (1 h), ' +
  'inventory every 15 s (30 min), alerts after seconds (2-5 min).';

/** Settings for a simulated Atera, whatever the environment says; a demo may resolve alerts. */
export function demoSettings(simulator: Simulator, storage: string, { watched }: { watched: boolean }): Settings {
  return readSettings({
    ATERA_BASE_URL: simulator.ateraBaseUrl,
    ATERA_API_KEY: simulator.keys.current,
    STORAGE_CONNECTION: storage,
    REMEDIATION_MODE: 'approve',
    ...(watched && { POLL_SCHEDULE: POLL_EVERY_15_SECONDS }),
  });
}
