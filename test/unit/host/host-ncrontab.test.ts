import { describe, expect, it } from 'vitest';
import { parseSchedule, resolveSettings } from '../../../dev/host/timers/ncrontab.ts';

const at = (text: string) => Date.parse(text);

function nextTimes(schedule: string, from: string, count: number, zone?: string): string[] {
  const parsed = parseSchedule(schedule, zone);
  const times: string[] = [];
  for (let time = at(from), index = 0; index < count; index++) {
    time = parsed.next(time);
    times.push(new Date(time).toISOString());
  }
  return times;
}

describe('a timer schedule', () => {
  it('counts six fields from seconds on', () => {
    const times = nextTimes('0 */2 * * * *', '2026-03-02T08:00:30Z', 2);

    expect(times).toEqual(['2026-03-02T08:02:00.000Z', '2026-03-02T08:04:00.000Z']);
  });

  it('takes second 0 for five fields', () => {
    const times = nextTimes('*/30 * * * *', '2026-03-02T08:00:00Z', 2);

    expect(times).toEqual(['2026-03-02T08:30:00.000Z', '2026-03-02T09:00:00.000Z']);
  });

  it('fires only when day of month and weekday both match', () => {
    const times = nextTimes('0 0 9 13 * 5', '2026-01-01T00:00:00Z', 3);

    expect(times).toEqual(['2026-02-13T09:00:00.000Z', '2026-03-13T09:00:00.000Z', '2026-11-13T09:00:00.000Z']);
  });

  it('knows ranges, lists and names', () => {
    const times = nextTimes('0 30 9-10 * Jan Mon,Wed', '2026-01-05T09:30:00Z', 3);

    expect(times).toEqual(['2026-01-05T10:30:00.000Z', '2026-01-07T09:30:00.000Z', '2026-01-07T10:30:00.000Z']);
  });

  it('is read in the zone of the app, through a change of daylight saving time', () => {
    const times = nextTimes('0 0 12 * * *', '2026-03-28T00:00:00Z', 2, 'Europe/Berlin');

    expect(times).toEqual(['2026-03-28T11:00:00.000Z', '2026-03-29T10:00:00.000Z']);
  });

  it('may be a TimeSpan, which counts from the last start', () => {
    const times = nextTimes('00:00:04', '2026-03-02T08:00:01Z', 2);

    expect(times).toEqual(['2026-03-02T08:00:05.000Z', '2026-03-02T08:00:09.000Z']);
    expect(nextTimes('1.00:00:00', '2026-03-02T08:00:00Z', 1)).toEqual(['2026-03-03T08:00:00.000Z']);
    expect(parseSchedule('00:00:04').adjustForDst).toBe(false);
  });

  it.each(['every minute', '* * *', '0 61 * * * *', '0 0 0 L * *', ''])('refuses %j and names it', (text) => {
    const parse = () => parseSchedule(text);

    expect(parse).toThrow(`'${text}' is`);
  });

  it('takes %NAME% from the settings and names a missing one', () => {
    const resolved = resolveSettings('%POLL%', { POLL: '0 * * * * *' });
    const resolveMissing = () => resolveSettings('%NONE%', {});

    expect(resolved).toBe('0 * * * * *');
    expect(resolveMissing).toThrow('NONE');
  });
});
