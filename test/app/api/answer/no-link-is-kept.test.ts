import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MemoryTables } from '../../../../dev/tables/memory-tables.ts';
import { answeringPage } from '../../../../functions/http/answer/answering-page.ts';
import type { TableService } from '../../../../shared/storage/table/table.ts';
import { formIn, linkKey, open, send, signedIn, startLinked, tokenOf } from '../../../helpers/app/answer-links.ts';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, MINUTE } from '../../../helpers/app/app.ts';
import { ASKED_ID } from '../../../helpers/app/approvals.ts';
import { AwayTables } from '../../../helpers/app/away-tables.ts';
import { collectSpans } from '../../../helpers/app/spans.ts';

/** Tables that know their names, to be read whole. */
function knownTables() {
  const names = new Set<string>();
  const memory = new MemoryTables();
  const service: TableService = {
    open(name) {
      names.add(name);
      return memory.open(name);
    },
    probe: () => memory.probe(),
  };
  const rows = async () => {
    const all = await Promise.all([...names].map((name) => Array.fromAsync(memory.open(name).query(''))));
    return all.flat();
  };
  return { service, names, rows };
}

it('is in no log line, span, row, ticket or answer of a day in which links are opened, used, spoilt and refused', async () => {
  const known = knownTables();
  const tables = new AwayTables(known.service);
  await using spans = collectSpans();
  await using app = await startLinked({ tables, trace: spans.trace, signInOn: true });
  const kim = signedIn(['operator']);
  const opened = await open(app, app.path, kim);
  const form = formIn(opened.text);

  await open(app, `${app.path}x`);
  await open(app, `${app.path}&code=${app.token}`);
  tables.isAway = true;
  const failed = [await open(app, app.path), await send(app, { t: app.token, form }, kim)];
  tables.isAway = false;
  await app.clock.advance(MINUTE);
  await send(app, { t: app.token, form }, { ...kim, origin: '', 'sec-fetch-site': 'cross-site' });
  await send(app, { t: app.token, form, answer: 'maybe' }, kim);
  const taken = await send(app, { t: app.token, form, name: '' }, kim);
  await app.clock.advance(24 * HOUR);
  await open(app, app.path, kim);

  expect([...failed.map(({ status }) => status), taken.status]).toEqual([500, 500, 200]);
  expect(known.names.size).toBeGreaterThan(8);
  const shown = await call(app, 'GET', `/api/remediations/${ASKED_ID}`, undefined, kim);
  const everything = [
    ...app.log,
    ...(await spans.all()).map(({ name, attributes, events }) => JSON.stringify([name, attributes, events])),
    ...(await known.rows()).map((row) => JSON.stringify(row)),
    ...app.simulator.world.tickets.all().map((ticket) => JSON.stringify(ticket)),
    ...[shown.text, taken.text, ...failed.map(({ text }) => text)],
  ];
  expect(everything.some((line) => line.includes('answer-page-opened'))).toBe(true);
  const signature = app.token.split('~').at(-1) ?? '';
  const secrets = [app.token, signature, form.split('~')[1] ?? '', linkKey('one'), 'answer?t='];
  expect(everything.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
});

it('is not in the log line of an error that names the address', async () => {
  const lines: string[] = [];
  const link = 'https://rmm.msp.example/api/answer?t=1~abcdefgh~abcdefghijklmnop~rem.a1.disk.1~1~e~signature';
  const handler = answeringPage(
    (event, facts) => lines.push(JSON.stringify({ event, ...facts })),
    async () => {
      throw new TypeError(`Failed to parse URL from ${link} (token ${tokenOf(link)})`);
    },
  );

  const answer = await handler({ method: 'GET' } as never, { functionName: 'getAnswer' } as never);

  expect(answer.status).toBe(500);
  expect(lines.join()).toContain('Failed to parse URL from');
  expect(`${lines.join()}${answer.body}`).not.toContain('signature');
});

it('is not asked for by host.json, which could turn queries on in the host’s own telemetry', () => {
  expect(readFileSync(new URL('../../../../host.json', import.meta.url), 'utf8')).not.toMatch(/enableQueryString/i);
});
