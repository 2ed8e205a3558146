import { plainText } from './plain-text.ts';
import type { SiteQuiet } from './site-rule.ts';
import { type TicketStory, utc } from './ticket-story.ts';

/** The facts a site incident is told from. Times are epoch ms. */
export interface SiteStoryFacts extends SiteQuiet {
  readonly customerId: number;
  readonly customerName?: string | undefined;
  readonly lookedAt: number;
  /** Names of the quiet devices, as far as known. */
  readonly deviceNames?: readonly string[] | undefined;
  /** Of the quiet devices that Automox was asked about, how many it still reaches; undefined = it was not asked. */
  readonly automox?: { readonly connected: number; readonly asked: number } | undefined;
}

/** Long enough for a customer's or a device's name, short enough for a ticket list. */
const MAX_NAME = 64;

/** Enough to recognise the site by; the rest is a number. */
const MOST_NAMES = 10;

/** What there is to tell about a customer whose always-on devices went quiet together. `raisedAt` is when the first of them did. */
export function siteStory(facts: SiteStoryFacts): TicketStory {
  const { quiet, of, since, lookedAt } = facts;
  const customer = plainText(facts.customerName ?? '', MAX_NAME) || `customer ${facts.customerId}`;
  return {
    headline: `Site down: ${quiet} of ${of} always-on devices quiet at ${customer}`,
    what: `${quiet} of the ${of} always-on devices of ${customer} went quiet together, the first at ${utc(since)}. Their own offline alerts get no tickets meanwhile.`,
    raisedAt: since,
    lookedAt,
    evidence: `Atera: ${quiet} of ${of} offline${namesText(facts.deviceNames)} (read ${utc(lookedAt)}). ${automoxText(facts, lookedAt)}`,
    tried: 'nothing was changed on any device; while a site is down the app acts on none of its devices.',
    advice: advice(facts),
    closesWhen: 'the devices are back and stay online',
    priority: 'Critical',
    impact: 'SiteDown',
  };
}

function namesText(names: readonly string[] = []): string {
  const plain = names.map((name) => plainText(name, MAX_NAME)).filter((name) => name !== '');
  if (plain.length === 0) return '';
  const more = plain.length - MOST_NAMES;
  return `, namely ${plain.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function automoxText({ automox }: SiteStoryFacts, lookedAt: number): string {
  if (!automox || automox.asked === 0) return 'Automox was not asked or knows none of them.';
  return `Automox: reaches ${automox.connected} of the ${automox.asked} it knows (read ${utc(lookedAt)}).`;
}

function advice({ automox }: SiteStoryFacts): string {
  return automox && automox.connected > 0
    ? 'see what keeps Atera from devices that Automox still reaches (firewall, proxy, DNS, Atera agents); the site itself is not without power or network.'
    : 'call the site: check power, internet line, firewall and switches; then the hypervisor, if these devices share one.';
}
