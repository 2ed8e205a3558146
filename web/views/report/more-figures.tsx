import { Bars, Legend, PartsBar } from '../../charts/bars.tsx';
import { countText, durationText, timeText } from '../../lib/times.ts';
import { Card } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { ClassStatus, Figures, ReportData } from './report-data.ts';

/** How long it took: half and nineteen in twenty were within. */
export function Durations({ figures }: { readonly figures: Figures }) {
  const { durations, columns, sections, noneCounted } = t.report;
  const rows = [
    [durations.toDetect, figures.secondsToDetect],
    [durations.toDecide, figures.secondsToDecide],
    [durations.toEnd, figures.secondsToEnd],
  ] as const;
  return (
    <Card title={sections.times} id="times">
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.span}</th>
            <th scope="col" class="number">
              {columns.half}
            </th>
            <th scope="col" class="number">
              {columns.most}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, { p50, p95 }]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{p50 === null ? noneCounted : durationText(p50)}</td>
              <td class="number">{p95 === null ? noneCounted : durationText(p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** What came back, of the conditions that were taken up. */
export function Back({ figures: { back, occurrences } }: { readonly figures: Figures }) {
  const texts = t.report;
  const bars = (['within24h', 'within7d', 'within30d'] as const).map((span) => ({
    name: texts.back[span],
    key: span,
    value: back[span].conditions,
    text: texts.backText(countText(back[span].conditions), countText(back[span].afterFix)),
  }));
  return (
    <Card title={texts.sections.back} id="back">
      <Bars bars={bars} most={occurrences} colour={3} />
      <p class="muted">{texts.ofConditions(countText(occurrences))}</p>
    </Card>
  );
}

/** Open tickets by the age of what they are about. */
export function TicketAges({ data: { openTickets } }: { readonly data: ReportData }) {
  const texts = t.report;
  const bars = openTickets.byAge.map(({ fromDays, toDays, tickets }) => ({
    name: toDays === null ? texts.ageOver(fromDays) : texts.ageBetween(fromDays, toDays),
    key: String(fromDays),
    value: tickets,
  }));
  return (
    <Card title={texts.sections.tickets} id="tickets" aside={<span class="count">{countText(openTickets.total)}</span>}>
      <Bars bars={bars} colour={2} />
    </Card>
  );
}

/** Agents by class, as they were last listed. */
export function Agents({ data: { agents }, now }: { readonly data: ReportData; readonly now: number }) {
  const texts = t.report;
  return (
    <Card title={texts.sections.agents} id="agents">
      {agents === null ? (
        <p class="muted">{texts.noAgents}</p>
      ) : (
        <>
          {agents.classes.map((one) => (
            <AgentsOf key={one.deviceClass} one={one} />
          ))}
          <p class="muted">{texts.agentsNote(timeText(agents.refreshedAt, now), agents.longUnseenDays)}</p>
        </>
      )}
    </Card>
  );
}

function AgentsOf({ one }: { readonly one: ClassStatus }) {
  const { columns, classes } = t.report;
  const parts = [
    { name: columns.online, value: one.online },
    { name: columns.unknown, value: one.unknown },
    { name: columns.offline, value: one.offline },
  ];
  return (
    <>
      <h3>{classes[one.deviceClass]}</h3>
      <PartsBar parts={parts} />
      <Legend parts={parts} />
      {one.longUnseen > 0 && <p class="muted">{t.report.longUnseen(countText(one.longUnseen))}</p>}
    </>
  );
}
