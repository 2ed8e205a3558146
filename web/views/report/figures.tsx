import { Bars, Legend, PartsBar } from '../../charts/bars.tsx';
import { appName, playbookName } from '../../lib/names.ts';
import { countText, timeText } from '../../lib/times.ts';
import { Card, Vendor } from '../../parts/basics.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { t } from '../../texts/index.ts';
import { Agents, Back, Durations, TicketAges } from './more-figures.tsx';
import type { Figures as FiguresData, ReportData } from './report-data.ts';
import { Trend } from './trend.tsx';

/** The charts of a report. Each figure is a text too; docs/reports.md says what each means. */
export function Figures({ data, now }: { readonly data: ReportData; readonly now: number }) {
  const texts = t.report;
  const { overall } = data;
  return (
    <>
      <Tiles figures={overall} />
      <Trend data={data} />
      <div class="cards">
        <Course figures={overall} />
        <NotTakenUp figures={overall} />
        <Durations figures={overall} />
        <Back figures={overall} />
      </div>
      <Customers data={data} />
      <div class="cards">
        <Noisy data={data} />
        <Classes data={data} />
        <TicketAges data={data} />
        <Agents data={data} now={now} />
      </div>
      <p class="muted center as-of">
        {texts.counted(timeText(data.countedAt, now))} {data.stale && texts.stale}
      </p>
    </>
  );
}

function Tiles({ figures }: { readonly figures: FiguresData }) {
  const texts = t.report.columns;
  const shown = [
    [texts.alerts, figures.alerts],
    [texts.takenUp, figures.takenUp],
    [texts.fixed, figures.fixed],
    [texts.recovered, figures.recovered],
    [texts.ticketed, figures.ticketed],
    [texts.minutesSaved, figures.minutesSaved],
  ] as const;
  return (
    <dl class="counts">
      {shown.map(([name, value]) => (
        <div key={name} class="count-tile">
          <dt>{name}</dt>
          <dd>{countText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function endsOf({ fixed, recovered, ticketed, left, inHand }: FiguresData) {
  const texts = t.report.columns;
  return [
    { name: texts.fixed, value: fixed },
    { name: texts.recovered, value: recovered },
    { name: texts.ticketed, value: ticketed },
    { name: texts.left, value: left },
    { name: texts.inHand, value: inHand },
  ];
}

function Course({ figures }: { readonly figures: FiguresData }) {
  const texts = t.report;
  const { columns } = texts;
  const { alerts, recognised, takenUp } = figures;
  const bars = [
    { name: columns.alerts, key: 'alerts', value: alerts },
    { name: columns.recognised, key: 'recognised', value: recognised },
    { name: columns.takenUp, key: 'takenUp', value: takenUp },
  ];
  return (
    <Card title={texts.sections.course} id="course">
      <Bars bars={bars} />
      <h3>{texts.ofTaken}</h3>
      <PartsBar parts={endsOf(figures)} />
      <Legend parts={endsOf(figures)} />
    </Card>
  );
}

function NotTakenUp({ figures }: { readonly figures: FiguresData }) {
  const texts = t.report;
  const reasons = Object.entries(figures.notTakenUp).sort(([, a], [, b]) => b - a);
  const bars = reasons.map(([code, value]) => ({ name: t.report.reasons[code] ?? appName(code), key: code, value }));
  return (
    <Card title={texts.sections.notTakenUp} id="not-taken-up">
      {bars.length === 0 ? <p class="muted">{texts.allTaken}</p> : <Bars bars={bars} colour={5} />}
    </Card>
  );
}

function Customers({ data: { customers, formula } }: { readonly data: ReportData }) {
  const { columns, sections } = t.report;
  return (
    <Card title={sections.customers} id="customers">
      <Scroll label={sections.customers}>
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.customer}</th>
              {[columns.alerts, columns.takenUp, columns.tickets, columns.minutesSaved].map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
              <th scope="col">{t.report.ofTaken}</th>
            </tr>
          </thead>
          <tbody>
            {customers.map((one) => (
              <CustomerRow key={one.customerId} one={one} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="muted">{formula}</p>
    </Card>
  );
}

function CustomerRow({ one }: { readonly one: ReportData['customers'][number] }) {
  const { customerId, customerName, alerts, takenUp, tickets, minutesSaved } = one;
  const name = customerId === null ? t.report.noCustomer : t.common.customerNumber(customerId);
  const ends = endsOf(one);
  return (
    <tr>
      <th scope="row">
        <Vendor text={customerName ?? ''} fallback={name} />
      </th>
      {[alerts, takenUp, tickets, minutesSaved].map((value, index) => (
        <td key={index} class="number">
          {countText(value)}
        </td>
      ))}
      <td>
        <PartsBar parts={ends} />
        <span class="hidden">{ends.map(({ name: end, value }) => `${end}: ${value}`).join(', ')}</span>
      </td>
    </tr>
  );
}

function Noisy({ data: { noisyDevices, listsPartial } }: { readonly data: ReportData }) {
  const bars = noisyDevices.map(({ name, customerId, customerName, alerts }) => ({
    name: (
      <>
        <Vendor text={name} />
        <span class="of-whom">
          <Vendor text={customerName ?? ''} fallback={t.report.noCustomer} />
        </span>
      </>
    ),
    key: `${customerId} ${name}`,
    value: alerts,
  }));
  return (
    <Card title={t.report.sections.devices} id="devices">
      <Bars bars={bars} colour={2} />
      {listsPartial && <p class="muted">{t.report.partial}</p>}
    </Card>
  );
}

function Classes({ data: { alertClasses } }: { readonly data: ReportData }) {
  const bars = alertClasses.map(({ name, isPlaybook, alerts }) => ({
    name: isPlaybook ? playbookName(name) : <Vendor text={name} fallback={t.history.noTitle} />,
    key: `${isPlaybook} ${name}`,
    value: alerts,
  }));
  return (
    <Card title={t.report.sections.classes} id="classes">
      <Bars bars={bars} colour={4} />
    </Card>
  );
}
