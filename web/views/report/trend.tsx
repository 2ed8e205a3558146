import { DayBars } from '../../charts/day-bars.tsx';
import { countText, dayText } from '../../lib/times.ts';
import { Card } from '../../parts/basics.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { t } from '../../texts/index.ts';
import type { ReportData, TrendDay } from './report-data.ts';

/** Alerts listed, taken up and with a ticket, day by day. */
export function Trend({ data: { trend, from, to, madeAt } }: { readonly data: ReportData }) {
  const texts = t.report;
  const { alerts, takenUp, ticketed } = texts.columns;
  const today = madeAt.slice(0, 10);
  const most = Math.max(0, ...trend.map((one) => one.alerts));
  return (
    <Card title={texts.sections.trend} id="trend">
      <DayBars
        {...{ from, to: to > today && from <= today ? today : to }}
        title={texts.trendTitle(countText(trend.length), countText(most))}
        days={trend.map((one) => ({
          day: one.day,
          values: [one.alerts, one.takenUp, one.ticketed],
          says: texts.dayFigures(
            dayText(one.day),
            countText(one.alerts),
            countText(one.takenUp),
            countText(one.ticketed),
          ),
        }))}
        series={[
          { name: alerts, colour: 5, width: 0.84 },
          { name: takenUp, colour: 2, width: 0.58 },
          { name: ticketed, colour: 3, width: 0.3 },
        ]}
      />
      <p class="muted">{texts.trendNote}</p>
      <details>
        <summary>{texts.asTable}</summary>
        <DayTable trend={trend} />
      </details>
    </Card>
  );
}

function DayTable({ trend }: { readonly trend: readonly TrendDay[] }) {
  const { columns, sections } = t.report;
  return (
    <Scroll label={sections.trend}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            {[columns.alerts, columns.takenUp, columns.ticketed].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trend.toReversed().map(({ day, alerts, takenUp, ticketed }) => (
            <tr key={day}>
              <th scope="row">
                <a href={`#/history?from=${day}&to=${day}`}>{dayText(day)}</a>
              </th>
              {[alerts, takenUp, ticketed].map((value, index) => (
                <td key={index} class="number">
                  {countText(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
