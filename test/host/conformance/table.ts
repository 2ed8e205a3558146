import type { CaseResult } from './driver.ts';

/** Why a case may differ, and which of its lines that explains. */
interface Reason {
  why: string;
  explains: RegExp;
}

/** The differences that are known and meant; keys are `recording: title`. */
export const REASONS: Record<string, Reason> = {
  '08-entities: critical section (lock)': {
    why: 'out of scope: `df.lock` goes with the next major; the instance waits and the host warns that it is not supported',
    explains: /ent-lock|kLock/,
  },
  '10-client-api: rewind of a failed instance': {
    why: 'out of scope: rewind answers 501; what it refuses (unknown, not failed) is as recorded',
    explains: /rew-1/,
  },
  '10b-management-webhooks: suspend, resume, terminate, restart, purge, unknown operation': {
    why: 'out of scope: restart answers 501 (unknown ids as recorded); everything else of this step conforms',
    explains: /^restart,/,
  },
  '11-http-trigger: admin endpoints': {
    why: 'out of scope: of `/admin` only the manual run of a timer is served, everything else answers 404',
    explains: /\/admin\//,
  },
};

/** What of a case's differences no reason covers. */
export function unexplained({ scenario, title, differences }: CaseResult): string[] {
  const reason = REASONS[`${scenario}: ${title}`];
  return differences.filter((line) => !reason?.explains.test(line));
}

/** The table of dev/host/README.md. */
export function conformanceTable(results: CaseResult[]): string {
  const rows = results.map((result) => {
    const reason = REASONS[`${result.scenario}: ${result.title}`];
    return `| ${result.scenario} | ${escapeCell(result.title)} | ${reason ? reason.why : 'pass'} |`;
  });
  const passed = results.filter((result) => result.differences.length === 0).length;
  const summary = `${passed} of ${results.length} steps pass; the other ${results.length - passed} are out of scope for the reason given.`;
  return [summary, '', '| recording | step | result |', '|---|---|---|', ...rows].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

const START = '<!-- conformance table: written by test/host/conformance/write-table.ts -->';
const END = '<!-- end of conformance table -->';

/** The README with its table replaced. Throws when the markers are gone. */
export function withTable(readme: string, table: string): string {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error('dev/host/README.md has lost the markers of its conformance table.');
  return `${before}${START}\n\n${table}\n\n${END}${after}`;
}
