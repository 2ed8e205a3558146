import { type Suspicion, suspicionNote } from '../../domain/evidence/suspicion.ts';
import type { SiteQuiet } from '../../domain/sites/site-watch.ts';
import { plainText } from '../../domain/text/plain-text.ts';
import { type TicketText, utc } from '../../domain/tickets/ticket-text.ts';

/** The facts a site incident is told from. Times are epoch ms. */
export interface SiteTicketTextFacts extends SiteQuiet {
  readonly customerId: number;
  readonly customerName?: string | undefined;
  readonly inspectedAt: number;
  /** The last suspicion of Atera that is over. */
  readonly suspicion?: Suspicion | undefined;
  /** Names of the quiet devices, as far as known. */
  readonly deviceNames?: readonly string[] | undefined;
  /** Names of monitored devices without an agent that have a device-down alert and no ticket of their own. */
  readonly monitoredNames?: readonly string[] | undefined;
  /** They went quiet beside a monitored device that is down, and are no large share of the customer. */
  readonly isPart?: boolean | undefined;
}

/** Long enough for a customer's or a device's name, short enough for a ticket list. */
const MAX_NAME = 64;

/** Enough to recognise the site by; the rest is a number. */
const MOST_NAMES = 10;

/** What there is to tell about a customer whose always-on devices went quiet together. `raisedAt` is when the first of them did. */
export function siteTicketText(facts: SiteTicketTextFacts): TicketText {
  const { quiet, of, since, inspectedAt, isPart } = facts;
  const customer = plainText(facts.customerName ?? '', MAX_NAME) || `customer ${facts.customerId}`;
  return {
    headline: `${isPart ? 'Part of a site' : 'Site'} down: ${quiet} of ${of} always-on devices quiet at ${customer}`,
    what: `${quiet} of the ${of} always-on devices of ${customer} went quiet together, the first at ${utc(since)}. Their own offline alerts get no tickets meanwhile.`,
    raisedAt: since,
    inspectedAt,
    evidence: `Atera: ${quiet} of ${of} offline${namesText(facts.deviceNames)} (read ${utc(inspectedAt)}).${monitoredText(facts.monitoredNames)}${suspicionNote(facts.suspicion, since, inspectedAt)}`,
    tried: 'nothing was changed on any device; while a site is down the app acts on none of its devices.',
    advice:
      'call the site: check power, internet line, firewall and switches; then the hypervisor, if these devices share one.',
    closesWhen: 'the devices are back and stay online',
    ...(isPart
      ? ({ priority: 'High', impact: 'Major' } as const)
      : ({ priority: 'Critical', impact: 'SiteDown' } as const)),
  };
}

function monitoredText(names: readonly string[] | undefined): string {
  const listed = namesText(names);
  return listed === '' ? '' : ` Monitored devices with a device-down alert${listed}.`;
}

function namesText(names: readonly string[] = []): string {
  const plain = names.map((name) => plainText(name, MAX_NAME)).filter((name) => name !== '');
  if (plain.length === 0) return '';
  const more = plain.length - MOST_NAMES;
  return `, namely ${plain.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
