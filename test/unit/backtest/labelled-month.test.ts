import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAgentsFile } from '../../../dev/backtest/file/agents-file.ts';
import { csvRows } from '../../../dev/backtest/file/csv-rows.ts';
import { openFileHistory } from '../../../dev/backtest/file/file-history.ts';
import { rawRows } from '../../../dev/backtest/file/raw-rows.ts';
import { buildReport } from '../../../shared/backtest/build-report.ts';
import { pastDevices } from '../../../shared/backtest/devices.ts';
import { play } from '../../../shared/backtest/playing/play.ts';
import type { Played } from '../../../shared/backtest/playing/played.ts';
import type { PastRow } from '../../../shared/backtest/reading/past-row.ts';
import { rowReader } from '../../../shared/backtest/reading/read-rows.ts';
import type { BacktestReport } from '../../../shared/backtest/report.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { policy as schema } from '../../../shared/policy/policy.ts';

const MONTH = join(import.meta.dirname, '../../fixtures/backtest/month');
const PERIOD = { from: Date.UTC(2026, 2, 1), until: Date.UTC(2026, 2, 31) };

/** What a person wrote beside each alert. */
interface Label {
  readonly id: number;
  readonly scene: string;
  readonly label: string;
  readonly reason: string;
}

async function labels(): Promise<Label[]> {
  const text = readFileSync(join(MONTH, 'alerts.csv'), 'utf8');
  const [header, ...rows] = await Array.fromAsync(
    csvRows(
      (async function* () {
        yield text;
      })(),
      ',',
    ),
  );
  const at = (name: string) => header?.fields.indexOf(name) ?? -1;
  return rows.map(({ fields }) => ({
    id: Number(fields[at('AlertID')]),
    scene: fields[at('Scene')] ?? '',
    label: fields[at('Label')] ?? '',
    reason: fields[at('Reason')] ?? '',
  }));
}

let labelled: Label[];
let played: Played;
let report: BacktestReport;

beforeAll(async () => {
  labelled = await labels();
  const policy = schema.parse(JSON.parse(readFileSync(join(MONTH, 'policy.json'), 'utf8')));
  const history = await openFileHistory(join(MONTH, 'alerts.csv'), {});
  const { agentOfGuid } = history;
  const devices = pastDevices({ agents: await readAgentsFile(join(MONTH, 'agents.json')), agentOfGuid });
  const world = { policy, devices, ...PERIOD };
  const read = rowReader({ policy, devices, readAt: PERIOD.until });
  const rows: PastRow[] = [];
  for await (const alert of history.alerts()) if (!isUnreadable(alert)) rows.push(await read(alert));
  played = await play(rows, world);
  report = buildReport({ rows, played, world, read: { source: 'alerts.csv' }, language: 'en' });
});

describe('the month that was labelled by hand', () => {
  it('holds 400 alerts, each with a label and a reason', async () => {
    const raw = await Array.fromAsync(rawRows(join(MONTH, 'alerts.csv')));

    expect(raw).toHaveLength(400);
    expect(labelled.every(({ label, reason }) => label !== '' && reason.length > 10)).toBe(true);
    expect(new Set(labelled.map(({ id }) => id)).size).toBe(400);
  });

  it('is played as its labels say, alert by alert', () => {
    const wrong = labelled.flatMap(({ id, scene, label, reason }) => {
      const end = played.ends.get(id);
      return end?.verdict === label
        ? []
        : [`${scene} ${id}: ${label} (${reason}), but ${end?.verdict} ${end?.because}`];
    });

    expect(wrong).toEqual([]);
  });

  it('is counted as a person counts it', () => {
    const { total, nights, sites, suspicions } = report;

    // 33 = the 32 that are labelled `ticket`, and the one of the site.
    expect(total).toMatchObject({ alerts: 400, takenUp: 227, leftAlone: 173, tickets: 33, reopened: 4, questions: 0 });
    expect(total).toMatchObject({ siteTickets: 1, openNow: 3 });
    // The nights that begin on 4, 5, 6, 11, 14, 18, 21, 23 and 28 March have a ticket.
    expect(nights).toMatchObject({ nights: 30, quiet: 21 });
    // At noon the customer's three workstations count as well as its six servers; before six they do not.
    expect(sites.map(({ quiet, of }) => [quiet, of])).toEqual([
      [5, 9],
      [5, 6],
    ]);
    expect(suspicions).toBe(0);
  });
});
