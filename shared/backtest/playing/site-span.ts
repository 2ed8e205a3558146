import type { DirectoryAgent } from '../../domain/devices/directory-agent.ts';
import type { SiteRuleLimits } from '../../domain/sites/site-watch.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { ListedRow } from './occurrence-book.ts';

/**
 * Whether an alert can make the site rule find anything new: what is needed for it, which is less
 * than what is enough. So the rule, which counts every device, need not be judged at each of ten
 * thousand alerts.
 */
export class MightBegin {
  readonly #rules: SiteRuleLimits;
  /** Devices that are always counted as always on; there are at least so many. */
  readonly #servers: number;

  constructor(rules: SiteRuleLimits, agents: ReadonlyMap<string, DirectoryAgent>) {
    this.#rules = rules;
    this.#servers = [...agents.values()].filter(({ deviceClass, online }) => online && deviceClass === 'server').length;
  }

  /** True where enough fell within one span with this alert, of its customer or of several. */
  begin(row: ListedRow, away: Iterable<ListedRow>, down: Iterable<ListedRow>): boolean {
    const { withinMinutes, minDevices, vendorMinCustomers, vendorMinSharePercent } = this.#rules;
    const isNear = (other: ListedRow) => Math.abs(other.raisedAt - row.raisedAt) <= withinMinutes * MINUTE_MS;
    const near = [...away].filter(isNear);
    const ofCustomer = ({ customerId }: ListedRow) => customerId === row.customerId;
    const fallen = different(near.filter(ofCustomer)) + different([...down].filter(isNear).filter(ofCustomer));
    if (fallen >= minDevices) return true;
    const customers = new Set(near.map(({ customerId }) => customerId));
    return customers.size >= vendorMinCustomers && different(near) * 100 > this.#servers * vendorMinSharePercent;
  }
}

function different(rows: readonly ListedRow[]): number {
  return new Set(rows.map(({ deviceKey }) => deviceKey)).size;
}
