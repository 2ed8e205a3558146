// The app with 50,000 outcome rows behind the embedded host, in a process of its own: started by
// bench/api.ts, which measures it. Sends its address and the ids to ask for, and ends with its
// parent.
import { startHost, VirtualClock } from '../../dev/host/index.ts';
import { MemoryTables } from '../../dev/tables/memory-tables.ts';
import { buildDependencies } from '../../functions/dependencies.ts';
import { registerApp } from '../../functions/register.ts';
import type { RegisteredDeps } from '../../orchestrations/runtime/deps.ts';
import { orchestrators } from '../../orchestrations/runtime/names.ts';
import type { Outcome } from '../../shared/domain/occurrences/course/outcome.ts';
import { remediationId } from '../../shared/domain/occurrences/keys.ts';
import { policy } from '../../shared/policy/policy.ts';
import { readSettings } from '../../shared/settings.ts';

const ROWS = 50_000;
const DAYS = 90;
const DAY_MS = 86_400_000;

/** What is sent to the parent. */
export interface Served {
  readonly url: string;
  readonly alertId: number;
  readonly id: string;
}

const clock = new VirtualClock('2026-03-02T08:00:00Z');
const tables = new MemoryTables();
const settings = readSettings({
  ATERA_API_KEY: 'a'.repeat(32),
  STORAGE_CONNECTION: 'UseDevelopmentStorage=true',
  // No poll comes in this time: what is measured is the routes.
  POLL_SCHEDULE: '0 0 0 1 1 *',
});
const deps = buildDependencies(settings, { clock, tables, log: () => {}, policy: policy.parse({ timeZone: 'UTC' }) });
await fill(deps, clock.now());
const host = await startHost({ register: () => registerApp(deps), clock, clientInProcess: true, log: () => {} });
const id = remediationId({ deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 1 });
host.client.start(orchestrators.retention, { instanceId: id, input: { subject: { playbook: 'disk-space' } } });
process.once('disconnect', () => process.exit());
process.on('message', () => {
  global.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
});
process.send?.({ url: host.url, alertId: 1, id } satisfies Served);

async function fill({ outcomes, alerts, conditions }: RegisteredDeps, now: number): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, index) => outcomeOf(index + 1, now));
  await outcomes.save(rows);
  await alerts.save(
    rows.slice(0, 5_000).map(({ alertId = 0, firstListedAt, title = '', ...row }) => ({
      ...{
        alertId,
        title,
        firstListedAt,
        createdAt: firstListedAt,
        state: 'handled',
        lastPoll: '2026-03-02T07:58:00.000Z',
      },
      ...{ playbook: 'disk-space', customerId: row.customerId, deviceName: row.deviceName },
      ...{ deviceKey: row.deviceKey, conditionKey: row.conditionKey },
    })),
  );
  for (const { deviceKey = '', conditionKey = '', alertId = 0, customerId, deviceName } of rows.slice(0, 5_000))
    await conditions.openOccurrence(
      { deviceKey, conditionKey, alertId, customerId, deviceName, playbook: 'disk-space' },
      now,
    );
}

function outcomeOf(alertId: number, now: number): Outcome {
  const at = now - Math.floor((alertId / ROWS) * DAYS * DAY_MS);
  const deviceKey = `a${alertId}`;
  return {
    ...{ subject: String(alertId), alertId, state: 'acted', code: 'ticket-opened', playbook: 'disk-space' },
    text: 'Ticket 7001 opened. The drive is 95 % used.',
    ...{ title: 'Disk space on C: is low', customerId: alertId % 60, customerName: `Customer ${alertId % 60}` },
    ...{ deviceName: `DEV-${alertId}`, deviceKey, conditionKey: 'disk-space.C', ticketId: 7_001 },
    remediationId: remediationId({ deviceKey, conditionKey: 'disk-space.C', occurrence: 1 }),
    ...{ firstListedAt: at, updatedAt: at, raisedAt: at - 60_000, takenUpAt: at, decidedAt: at, isFirst: true },
  };
}
