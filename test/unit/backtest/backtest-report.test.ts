import { describe, expect, it } from 'vitest';
import { Alert } from '../../../shared/atera/alert-schema.ts';
import { pastDevices } from '../../../shared/backtest/devices.ts';
import { reportHtml } from '../../../shared/backtest/html/report-html.ts';
import { rowReader } from '../../../shared/backtest/reading/read-rows.ts';
import type { BacktestReport } from '../../../shared/backtest/report.ts';
import { BacktestReport as schema } from '../../../shared/backtest/report.ts';
import { reportText } from '../../../shared/backtest/report-text.ts';
import { runBacktest } from '../../../shared/backtest/run-backtest.ts';
import { backtestTexts } from '../../../shared/backtest/texts/index.ts';
import type { Mute } from '../../../shared/domain/mutes/mute.ts';
import { type Policy, policy as policySchema } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/texts/language.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 2, 1);
const UNTIL = Date.UTC(2026, 2, 8);
const at = (text: string) => Date.parse(`2026-03-${text}:00Z`);

interface Raised {
  readonly title: string;
  readonly message?: string;
  readonly at: number;
  readonly hours?: number;
  readonly over?: object;
}

const DISK = { title: 'Disk Usage(C:)', message: 'The Disk Usage(C:) 93% is greater than the threshold of 90%' };

async function reportOf(
  raised: readonly Raised[],
  { policy = {}, language = 'en', mutes = [] }: { policy?: object; language?: Language; mutes?: readonly Mute[] } = {},
): Promise<BacktestReport> {
  const rules: Policy = policySchema.parse(policy);
  const devices = pastDevices({});
  const read = rowReader({ policy: rules, devices, readAt: UNTIL, language });
  const alerts = raised.map(({ title, message = '', at: createdAt, hours = 1, over }, index) =>
    Alert.parse({
      ...{ AlertID: index + 1, Title: title, AlertMessage: message, Severity: 'Critical', AgentId: 7, CustomerID: 1 },
      ...{ DeviceName: 'PC', CustomerName: 'North', Created: new Date(createdAt).toISOString(), Archived: true },
      ArchivedDate: new Date(createdAt + hours * HOUR).toISOString(),
      ...over,
    }),
  );
  const rows = await Promise.all(alerts.map(read));
  return runBacktest({
    rows,
    policy: rules,
    devices,
    mutes,
    from: FROM,
    until: UNTIL,
    read: { source: 'test' },
    language,
  });
}

const codes = ({ notes }: BacktestReport) => notes.map(({ code }) => code);

describe('the report of a back-test', () => {
  it('plays the mutes there were: what is over meanwhile needs nobody, what is not has its ticket at the end', async () => {
    const alerts = [
      { ...DISK, at: at('02T10:00') },
      { ...DISK, at: at('03T10:00'), hours: 12 },
    ];
    const mute = { id: 'm1', deviceKey: 'a7', from: at('02T08:00'), until: at('03T16:00'), reason: 'x', by: 'Ada' };
    const mutes = [{ ...mute, createdAt: at('02T08:00') }];

    const muted = await reportOf(alerts, { mutes });
    const unmuted = await reportOf(alerts);

    expect([unmuted.total.tickets + unmuted.total.reopened, muted.total.tickets]).toEqual([2, 1]);
    expect(muted.days.filter(({ tickets }) => tickets > 0).map(({ day }) => day)).toEqual(['2026-03-03']);
  });

  it('asks a person instead of writing a ticket where something could be done', async () => {
    const policy = { worklets: { diskCleanup: 9 }, customers: { 1: { automox: {} } } };

    const asked = await reportOf([{ ...DISK, at: at('02T10:00') }], { policy });
    const written = await reportOf([{ ...DISK, at: at('02T10:00') }]);

    expect([asked.total.questions, asked.total.tickets]).toEqual([1, 0]);
    expect([written.total.questions, written.total.tickets]).toEqual([0, 1]);
  });

  it('leaves a reboot to a person where Automox or a window is missing', async () => {
    const reboot = [{ title: 'Pending reboot', message: 'RebootPending : True', at: at('02T10:00'), hours: 48 }];
    const automox = { 1: { automox: {} } };
    const maintenanceWindows = [{ days: ['sat'], from: '22:00', to: '04:00' }];

    const both = await reportOf(reboot, { policy: { customers: automox, maintenanceWindows } });
    const noWindow = await reportOf(reboot, { policy: { customers: automox } });

    expect([both.total.questions, both.total.tickets]).toEqual([1, 0]);
    expect([noWindow.total.questions, noWindow.total.tickets]).toEqual([0, 1]);
  });

  it('asks about a service that has its own worklet, by whichever of its names', async () => {
    const stopped = [
      { title: 'Windows Service', message: 'The Windows Service (Print Spooler) State is Stopped', at: at('02T10:00') },
    ];
    const services = [{ name: 'Spooler', aliases: ['Print Spooler'] }];
    const policy = {
      serviceStopped: { services },
      worklets: { serviceRestart: { spooler: 3 } },
      customers: { 1: { automox: {} } },
    };

    expect((await reportOf(stopped, { policy })).total.questions).toBe(1);
    expect((await reportOf(stopped, { policy: { ...policy, worklets: {} } })).total.questions).toBe(0);
  });

  it('never reopens where the policy says so, and not after its days', async () => {
    const twice = [
      { ...DISK, at: at('02T10:00') },
      { ...DISK, at: at('04T10:00') },
    ];

    const totals = await Promise.all(
      [{}, { reopen: 'never' }, { reopenWithinDays: 1 }].map(
        async (policy) => (await reportOf(twice, { policy })).total,
      ),
    );

    expect(totals.map(({ tickets, reopened }) => [tickets, reopened])).toEqual([
      [1, 1],
      [2, 0],
      [2, 0],
    ]);
  });

  it('names what the history lacks', async () => {
    const report = await reportOf([
      { ...DISK, at: at('02T10:00'), over: { ArchivedDate: null } },
      { ...DISK, at: at('03T10:00'), over: { ArchivedDate: '2026-03-02T00:00:00Z' } },
      { ...DISK, at: at('04T10:00'), over: { Created: 'yesterday' } },
      { title: 'CPU Load', at: at('05T10:00'), over: { Severity: 'Grave', SnoozedEndDate: '2026-03-06T00:00:00Z' } },
      { ...DISK, at: at('06T10:00'), over: { Archived: false, ArchivedDate: null, TicketID: 77 } },
    ]);

    expect(codes(report)).toEqual([
      ...['no-readings', 'end-unknown', 'undated', 'no-devices', 'still-open', 'snoozed', 'severity-unknown'],
      ...['had-tickets', 'assumed-modes'],
    ]);
    expect(report.notes[1]?.values).toEqual({ n: 2 });
    expect(report.total).toMatchObject({ alerts: 5, ticketsThen: 1, openNow: 1 });
    expect(schema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('counts an alert that comes twice once, and none outside of its period', async () => {
    const report = await reportOf([
      { ...DISK, at: at('02T10:00') },
      { ...DISK, at: at('02T10:00'), over: { AlertID: 1 } },
      { ...DISK, at: FROM - HOUR },
      { ...DISK, at: UNTIL + HOUR },
    ]);

    expect(report.total.alerts).toBe(1);
    expect(report.notes).toContainEqual({ code: 'repeated', values: { n: 1 } });
  });

  it('says so when there is nothing, and when no playbook takes anything', async () => {
    const [none, other] = [await reportOf([]), await reportOf([{ title: 'CPU Load', at: at('02T10:00') }])];

    expect(reportText(none)).toContain('There are no alerts in this period.');
    expect(reportText(other)).toContain('look at the titles below');
    expect(other.notTaken).toMatchObject([{ title: 'CPU Load', alerts: 1 }]);
  });

  it('is German as a whole where it is asked for', async () => {
    const report = await reportOf(
      [
        { title: 'CPU Load', at: at('02T10:00') },
        { ...DISK, at: at('02T23:30') },
      ],
      { language: 'de' },
    );

    const text = reportText(report);

    expect(text).toContain('Rückblick: Was die App getan hätte');
    expect(text).toContain('Nächte ohne Ruf: 6 von 7.');
    expect(text).toContain('Nicht bearbeitet: Kein Playbook');
    expect(text).not.toMatch(/\b(?:left alone|alerts|tickets would|the)\b/i);
  });

  it("says how far back the list was read, and why, in the reader's words and zone", async () => {
    const report = await reportOf([], { policy: { timeZone: 'Europe/Berlin' }, language: 'de' });
    const note = { code: 'list-cut', values: { reached: '2026-03-28 23:00 UTC', because: 'vendor-cap' } };

    const text = reportText({ ...report, notes: [note] }).replaceAll(/\s+/g, ' ');

    expect(text).toContain('nur bis 29.03.2026 00:00 MEZ zurück gelesen (Atera gab keine weiteren Zeilen)');
  });

  it('has a page on which nothing of a vendor is markup and nothing is loaded', async () => {
    const hostile = `"><svg/onload=alert(1)>'\`{{x}}</title></style><script>alert(2)</script>`;
    const report = await reportOf([
      { title: hostile, at: at('02T10:00'), over: { DeviceName: hostile, CustomerName: hostile } },
    ]);
    const made = {
      ...report,
      source: hostile,
      customers: report.customers.map((one) => ({ ...one, customer: hostile })),
    };

    const page = reportHtml({ ...made, notTaken: [{ title: hostile, reason: hostile, alerts: 1 }] });
    const tags = new Set([...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name?.toLowerCase()));

    expect(
      [...tags].filter((name) => /^(?:script|img|iframe|link|object|embed|form|a|base)$/.test(name ?? '')),
    ).toEqual([]);
    expect(page).not.toMatch(/\son[a-z]+\s*=\s*[^&]|url\(|@import|https?:\/\//i);
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page).toContain('&lt;svg/onload=alert(1)&gt;');
    expect(page).toContain('default-src &#39;none&#39;');
  });

  it.each(['en', 'de'] as const)(
    'has words in %s for every verdict, rule and note that it can come to',
    async (language) => {
      const texts = backtestTexts(language);
      const report = await reportOf(
        [
          { ...DISK, at: at('02T10:00') },
          { title: 'Device down', at: at('02T10:00'), over: { AgentId: null } },
        ],
        { language },
      );

      const { ends } = report;
      expect(ends.filter(({ verdict }) => texts.verdicts[verdict] === undefined)).toEqual([]);
      expect(ends.filter(({ because }) => (texts.calls[because] ?? texts.reasons[because]) === undefined)).toEqual([]);
      expect(report.notes.filter(({ code }) => texts.notes[code] === undefined)).toEqual([]);
    },
  );

  it('has the same texts in both languages', () => {
    const keys = (value: object): string[] =>
      Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'object' ? keys(one).map((key) => `${name}.${key}`) : [name],
      );

    expect(keys(backtestTexts('de'))).toEqual(keys(backtestTexts('en')));
  });
});
