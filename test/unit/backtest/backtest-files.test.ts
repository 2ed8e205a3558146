import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFileHistory } from '../../../dev/backtest/file/file-history.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `${++files}.txt`);
  writeFileSync(path, content);
  return path;
}

async function read(content: string | Buffer, options: Parameters<typeof openFileHistory>[1] = {}) {
  const history = await openFileHistory(file(content), options);
  const rows = await Array.fromAsync(history.alerts());
  const alerts = rows.flatMap((row) => (isUnreadable(row) ? [] : [row]));
  return { alerts, unreadable: rows.length - alerts.length, notes: history.notes().map(({ code }) => code), history };
}

const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString();

describe('an exported history', () => {
  it.each([
    ['commas', 'AlertID,Title,Created,AgentId\n1,"Disk, full",2026-03-02T08:00:00Z,7\n'],
    [
      'semicolons and a byte order mark',
      '\uFEFFAlertID;Title;Created;AgentId\r\n1;"Disk, full";2026-03-02 08:00:00;7\r\n',
    ],
    ['tabs', 'AlertID\tTitle\tCreated\tAgentId\n1\tDisk, full\t2026-03-02T08:00:00.0000000\t7'],
    ["Excel's own hint", 'sep=;\nAlertID;Title;Created;AgentId\n1;Disk, full;2026-03-02T09:00:00+01:00;7\n'],
    [
      'other names and more columns',
      'Nr.,Alert ID,Alert Title,Created On,Agent_ID,Farbe\nx,1,"Disk, full",2026-03-02T08:00:00Z,7,rot\n',
    ],
    ['an array', '[{"AlertID":1,"Title":"Disk, full","Created":"2026-03-02T08:00:00","AgentId":7}]'],
    [
      'a page of the API',
      '{"page":1,"items":[{"alertID":1,"title":"Disk, full","created":"2026-03-02T08:00:00Z","agentId":7}],"totalItemCount":1}',
    ],
    [
      'pages of the API',
      '[{"items":[{"AlertID":1,"Title":"Disk, full","Created":"2026-03-02T08:00:00Z","AgentId":7}]},{"items":[]}]',
    ],
    ['one object a line', '{"AlertID":1,"Title":"Disk, full","Created":"2026-03-02T08:00:00Z","AgentId":7}\n'],
  ])('is read with %s', async (_how, content) => {
    const { alerts } = await read(content);

    expect(alerts).toMatchObject([{ id: 1, title: 'Disk, full', agentId: 7 }]);
    expect(iso(alerts[0]?.createdAt)).toBe('2026-03-02T08:00:00.000Z');
  });

  it.each([
    [
      'UTF-16 as Excel writes it',
      Buffer.from('\uFEFFAlertID\tTitle\tCreated\tDevice\n1\tMüller voll\t2026-03-02\tPC\n', 'utf16le'),
    ],
    ['windows-1252', Buffer.from('AlertID;Titel;Erstellt am;Gerät\n1;Müller voll;02.03.2026 09:00;PC\n', 'latin1')],
  ])('is read in %s', async (_how, content) => {
    const { alerts } = await read(content);

    expect(alerts.map(({ title }) => title)).toEqual(['Müller voll']);
  });

  it.each([
    ['31.03.2026 14:05', 'UTC', '2026-03-31T14:05:00.000Z'],
    ['31/03/2026 2:05 PM', 'UTC', '2026-03-31T14:05:00.000Z'],
    ['3/31/2026 12:05:09 AM', 'UTC', '2026-03-31T00:05:09.000Z'],
    ['31-03-26, 14:05', 'Europe/Berlin', '2026-03-31T12:05:00.000Z'],
    ['2026-03-31T14:05:00', 'America/New_York', '2026-03-31T18:05:00.000Z'],
    ['1774965900', 'UTC', '2026-03-31T14:05:00.000Z'],
    ['1774965900000', 'UTC', '2026-03-31T14:05:00.000Z'],
  ])('has dates such as %s in %s', async (text, zone, expected) => {
    const { alerts } = await read(`AlertID;Title;Created;AgentId\n1;x;"${text}";7\n`, { zone });

    expect(iso(alerts[0]?.createdAt)).toBe(expected);
  });

  it('keeps an alert whose date is none, and reads whole rows across pieces of the file', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `${i + 2};"Zeile ""${i}""\nzwei";2026-03-02T08:00:00Z;7`).join(
      '\n',
    );
    const { alerts, notes } = await read(`AlertID;Title;Created;AgentId\n1;x;gestern;7\n${many}\n`);

    expect(alerts).toHaveLength(5_001);
    expect(alerts[0]?.createdAt).toBeUndefined();
    expect(alerts.at(-1)).toMatchObject({ id: 5_001, title: 'Zeile "4999"\nzwei' });
    expect(notes).toEqual([]);
  });

  it('takes devices and customers by their names where it has no ids, and says so', async () => {
    const { alerts, notes } = await read(
      'Alert,Device,Customer,Created\nMachine status unknown,PC1,A,2026-03-02T08:00\nMachine status unknown,PC1,B,2026-03-02T08:00\nMachine status unknown,pc1,a,2026-03-03T08:00\n',
    );

    const [one, other, again] = alerts;
    expect(one?.agentId).toBe(again?.agentId);
    expect(one?.agentId).not.toBe(other?.agentId);
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(3);
    expect(notes).toEqual(['zone-assumed', 'names-as-ids']);
  });

  it.each([
    ['true', '', true, false],
    ['false', '', false, false],
    ['', '2026-03-02T09:00:00Z', true, true],
    ['Open', '', false, false],
    ['Resolved', '2026-03-02T09:00:00Z', true, true],
  ])('says %j %j of whether an alert has ended', async (status, end, archived, hasEnd) => {
    const { alerts } = await read(
      `AlertID,Title,Created,AgentId,Status,Resolved At\n1,x,2026-03-02T08:00:00Z,7,${status},${end}\n`,
    );

    expect(alerts[0]).toMatchObject({ archived });
    expect(alerts[0]?.archivedAt !== undefined).toBe(hasEnd);
  });

  it('counts a row that is none', async () => {
    const { alerts, unreadable } = await read('AlertID,Title,Created,AgentId\nabc,x,2026-03-02,7\n2,y,2026-03-02,7\n');

    expect([alerts.length, unreadable]).toEqual([1, 1]);
  });

  it.each([
    ['', /is empty/],
    ['AlertID,Title,Created,AgentId\n', /holds no alerts/],
    ['Nummer,Farbe\n1,rot\n', /no column Title and no column Created.+Its columns are: Nummer, Farbe/],
    ['[{"AlertID":1}]', /no column Title/],
    ['[{"AlertID":1,"Title":"x","Created":"2026-03-02","AgentId":7},{"AlertID":', /ends in the middle/],
    ['{"AlertID":1,,}', /no readable JSON/],
    ['{"error":"no"}', /no column Title/],
    ['[]', /holds no alerts/],
    ['<!DOCTYPE html><p>Sign in</p>', /HTML/],
    [Buffer.from('PK\u0003\u0004xlsx'), /Save it as CSV/],
    ['AlertID,Title,Created,AgentId\n1,"x,2026-03-02,7\n', /Line 2: a field that begins with a quote/],
    ['AlertID,Title,Created,AgentId\n1,x,03/04/2026 10:00,7\n', /--dates dmy or --dates mdy/],
  ])('is refused with words: %j', async (content, words) => {
    await expect(read(content)).rejects.toThrow(words);
  });

  it('is read as it says where a date could be two', async () => {
    const content = 'AlertID,Title,Created,AgentId\n1,x,03/04/2026 10:00,7\n';

    const [day, month] = [await read(content, { dates: 'dmy' }), await read(content, { dates: 'mdy' })];

    expect([day, month].map(({ alerts }) => iso(alerts[0]?.createdAt))).toEqual([
      '2026-04-03T10:00:00.000Z',
      '2026-03-04T10:00:00.000Z',
    ]);
    await expect(read(content, { zone: 'Berlin' })).rejects.toThrow(/no IANA time zone/);
  });
});
