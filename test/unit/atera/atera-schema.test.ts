import { describe, expect, it } from 'vitest';
import { Agent } from '../../../shared/atera/agent-schema.ts';
import { Alert } from '../../../shared/atera/alert-schema.ts';
import { Account, Contact } from '../../../shared/atera/directory-schema.ts';
import { Created, pageOf } from '../../../shared/atera/rows.ts';
import { ticketCommentRow, ticketRow } from '../../../shared/atera/ticket-schema.ts';

const alertRow = (overrides: object = {}) => ({
  AlertID: 501,
  Code: 7,
  Source: 'x',
  Title: 'Disk Usage(C:)',
  Severity: 'Critical',
  Created: '2026-03-02T08:00:00.1234567',
  SnoozedEndDate: null,
  DeviceGuid: 'AAAA1111-0000-4000-8000-000000000001',
  AgentId: 12,
  AdditionalInfo: null,
  Archived: false,
  AlertCategoryID: 'Disk',
  ArchivedDate: null,
  TicketID: 0,
  AlertMessage: 'The Disk Usage(C:) 95.00% is greater than the threshold of 90%',
  DeviceName: 'PC  1 ',
  CustomerID: 3,
  CustomerName: 'Contoso',
  SomethingNew: { a: 1 },
  ...overrides,
});

const envelope = (items: unknown, overrides: object = {}) => ({
  items,
  page: 1,
  itemsInPage: 50,
  totalItemCount: Array.isArray(items) ? items.length : 0,
  totalPages: 1,
  prevLink: '',
  nextLink: null,
  ...overrides,
});

describe('Alert', () => {
  it('keeps what is used, in our words', () => {
    expect(Alert.parse(alertRow())).toEqual({
      id: 501,
      title: 'Disk Usage(C:)',
      message: 'The Disk Usage(C:) 95.00% is greater than the threshold of 90%',
      additionalInfo: '',
      severity: 'Critical',
      category: 'Disk',
      createdAt: Date.parse('2026-03-02T08:00:00.123Z'),
      archived: false,
      archivedAt: undefined,
      snoozedUntil: undefined,
      agentId: 12,
      deviceGuid: 'aaaa1111-0000-4000-8000-000000000001',
      deviceName: 'PC  1',
      customerId: 3,
      customerName: 'Contoso',
      ticketId: undefined,
      notes: [],
    });
  });

  it.each(['AgentID', 'agentId', 'AGENTID', 'AgentId'])('finds the agent under %s', (name) => {
    const { AgentId: _, ...rest } = alertRow();

    expect(Alert.parse({ ...rest, [name]: 44 }).agentId).toBe(44);
  });

  it('survives nulls everywhere but in the id', () => {
    const empty = Object.fromEntries(Object.keys(alertRow()).map((key) => [key, null]));

    expect(Alert.parse({ ...empty, AlertID: 9 })).toMatchObject({
      id: 9,
      title: '',
      severity: 'unknown',
      archived: false,
    });
    expect(Alert.safeParse(empty).success).toBe(false);
  });

  it('notes an absurd date instead of refusing the alert', () => {
    const alert = Alert.parse(alertRow({ Created: '9999-12-31T23:59:59' }));

    expect(alert.createdAt).toBeUndefined();
    expect(alert.notes).toEqual(['Created is no readable date']);
  });

  it('cuts a title of a megabyte', () => {
    expect(Alert.parse(alertRow({ Title: 'T'.repeat(1_048_576) })).title).toHaveLength(250);
  });

  it('counts an alert with an archived date as archived', () => {
    expect(Alert.parse(alertRow({ Archived: null, ArchivedDate: '2026-03-02' })).archived).toBe(true);
    expect(Alert.parse(alertRow({ TicketID: 77 })).ticketId).toBe(77);
  });
});

describe('pageOf', () => {
  const schema = pageOf(Alert, 'AlertID', (alert) => !alert.archived);

  it('keeps bad rows with their id and what was wrong, and counts all', () => {
    const rows = [
      alertRow(),
      alertRow({ AlertID: 'abc' }),
      null,
      'text',
      alertRow({ AlertID: 502, Title: { x: 1 } }),
      { Title: 'no id' },
    ];

    const page = schema.parse(envelope(rows));

    expect(page).toMatchObject({ rawCount: 6, totalItemCount: 6, filteredOut: 0 });
    const fingerprints = page.rows.map((one) => ('fingerprint' in one ? one.fingerprint : undefined)).filter(Boolean);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    expect(page.rows.slice(1)).toMatchObject([
      { unreadable: true, id: 'abc', reason: expect.stringContaining('AlertID') },
      { unreadable: true, reason: expect.stringContaining('row') },
      { unreadable: true, reason: expect.stringContaining('row') },
      { unreadable: true, id: '502', reason: expect.stringContaining('Title') },
      { unreadable: true, reason: expect.stringContaining('AlertID') },
    ]);
  });

  it('leaves out, and counts, rows the filter should have kept out', () => {
    const page = schema.parse(envelope([alertRow(), alertRow({ AlertID: 1, Archived: true })]));

    expect(page).toMatchObject({ rawCount: 2, filteredOut: 1, rows: [{ id: 501 }] });
  });

  it('trusts the page size the server used', () => {
    const page = schema.parse(
      envelope([alertRow()], { itemsInPage: 20, totalItemCount: 41, totalPages: null, page: 3 }),
    );

    expect(page).toMatchObject({ itemsInPage: 20, totalPages: 3, page: 3 });
  });

  it('reads an empty list in either form', () => {
    expect(schema.parse(envelope([]))).toMatchObject({ rows: [], rawCount: 0 });
    expect(schema.parse(envelope(null))).toMatchObject({ rows: [], rawCount: 0 });
  });

  it.each([[[alertRow()]], [{}], [null], [{ items: 'x', totalItemCount: 0 }], [{ items: [] }], ['text']])(
    'refuses a bad envelope: %j',
    (body) => {
      expect(schema.safeParse(body).success).toBe(false);
    },
  );
});

describe('Agent', () => {
  it('reads the inventory with its units and leaves out disks that make no sense', () => {
    const disks = [
      { Drive: 'C:', Free: 1_000, Used: 9_000, Total: 10_000 },
      { Drive: 'C:', Free: '1000', Used: '9000', Total: '10000' },
      { Drive: 'D:', Free: -1, Used: 0, Total: 10 },
      { Drive: null, Free: 1, Used: 1, Total: 2 },
      'x',
    ];

    const agent = Agent.parse({
      AgentID: '12',
      Memory: 7_914,
      HardwareDisks: disks,
      BatteryInfo: { Id: 1, BatteryHealth: 88 },
      OSType: 'Server',
      Online: true,
    });

    expect(agent).toMatchObject({ id: 12, memoryMb: 7_914, hasBattery: true, osType: 'Server', online: true });
    expect(agent.disks).toEqual(
      Array.from({ length: 2 }, () => ({ drive: 'C:', freeMb: 1_000, usedMb: 9_000, totalMb: 10_000 })),
    );
    expect(agent.notes).toEqual(['3 unreadable disk row(s)']);
  });

  it.each([
    ['nothing used and nothing free', { Free: 0, Used: 0, Total: 250_000 }],
    ['used space that leaves no room for the free space', { Free: 128_000, Used: 240_000, Total: 250_000 }],
  ])('takes a drive whose sizes contradict each other for unreadable: %s', (_what, sizes) => {
    const agent = Agent.parse({ AgentID: 1, HardwareDisks: [{ Drive: 'C:', ...sizes }] });

    expect(agent).toMatchObject({ disks: [], unreadableDrives: ['C:'] });
  });

  it('lets used and free space miss the total by what Linux keeps for root', () => {
    const disk = { Drive: '/', Free: 45_000, Used: 50_000, Total: 100_000 };

    expect(Agent.parse({ AgentID: 1, HardwareDisks: [disk] }).disks).toMatchObject([{ freeMb: 45_000 }]);
  });

  it.each(['none', {}, 0])('takes %j in place of the disks for none, and notes it', (HardwareDisks) => {
    expect(Agent.parse({ AgentID: 1, HardwareDisks })).toMatchObject({
      disks: [],
      notes: ['unreadable disk inventory'],
    });
  });

  it('reads the older names', () => {
    expect(Agent.parse({ AgentID: 1, OnlineStatus: 'Offline', OperatingSystem: 'Windows  11' })).toMatchObject({
      online: false,
      os: 'Windows  11',
      osType: 'unknown',
      hasBattery: false,
      disks: [],
    });
  });

  it('takes bidi marks out of the list of signed-in users', () => {
    expect(Agent.parse({ AgentID: 1, CurrentLoggedUsers: '' }).currentLoggedUsers).toBe('');
    expect(Agent.parse({ AgentID: 1, CurrentLoggedUsers: null }).currentLoggedUsers).toBeUndefined();
    expect(Agent.parse({ AgentID: 1 }).currentLoggedUsers).toBeUndefined();
    expect(Agent.parse({ AgentID: 1, CurrentLoggedUsers: 'A\\b (Since: \u200e3/2/2026)' }).currentLoggedUsers).toBe(
      'A\\b (Since: 3/2/2026)',
    );
  });
});

describe('tickets, contacts and the rest', () => {
  it('reads a ticket and its comments', () => {
    const ticket = ticketRow.parse({
      TicketID: 5,
      TicketTitle: ' T ',
      TicketStatus: 'Custom',
      TechnicianContactID: 0,
      TicketCreatedDate: '2026-03-02',
    });
    const comment = ticketCommentRow.parse({
      Comment: null,
      CommentHtml: '<p>x</p>',
      IsInternal: true,
      Date: '2026-03-02',
    });

    expect(ticket).toMatchObject({ id: 5, title: 'T', status: 'Custom', priority: 'unknown', technicianId: undefined });
    expect(comment).toMatchObject({ texts: ['<p>x</p>'], isInternal: true, at: Date.parse('2026-03-02') });
  });

  it('reads a contact under its new and its old id', () => {
    expect(Contact.parse({ EndUserID: 1, Email: 'a@b.c' })).toMatchObject({ id: 1, isMainContact: false });
    expect(Contact.parse({ ContactID: 2, Email: 'a@b.c' })).toMatchObject({ id: 2 });
    expect(Contact.safeParse({ Email: 'a@b.c' }).success).toBe(false);
  });

  it('reads the id of what was created in all its forms', () => {
    expect(
      [{ ActionID: '123' }, { ActionID: 123, ArticleID: null, Status: 1 }].map((body) => Created.parse(body)),
    ).toEqual([123, 123]);
    expect(Created.safeParse(undefined).success).toBe(false);
  });

  it('reads an account', () => {
    expect(Account.parse({ AccountID: 'x', TimeZoneName: 'Europe/Berlin' })).toMatchObject({
      timeZoneName: 'Europe/Berlin',
    });
  });
});
