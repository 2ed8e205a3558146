import type { SiteQuiet } from '../../domain/sites/site-watch.ts';
import { type Suspicion, suspicionNote } from '../../domain/sites/suspicion.ts';
import { plainText } from '../../domain/text/plain-text.ts';
import type { TicketText } from '../../domain/tickets/ticket-text.ts';
import type { Language } from '../../texts/language.ts';
import { siteTexts } from './texts/index.ts';

/** The facts in the ticket text of a site incident. Times are epoch ms. */
export interface SiteTicketTextFacts extends SiteQuiet {
  /** The customer's. */
  readonly language: Language;
  readonly customerId: number;
  readonly customerName?: string | undefined;
  readonly inspectedAt: number;
  /** When the poll listed the alerts that the devices are counted by; not given = when inspected. */
  readonly listedAt?: number | undefined;
  /** The last suspicion of Atera that has ended. */
  readonly suspicion?: Suspicion | undefined;
  /** Names of the quiet devices, as far as known. */
  readonly deviceNames?: readonly string[] | undefined;
  /**
   * Names of monitored devices without an agent that have a device-down alert and no ticket of
   * their own.
   */
  readonly monitoredNames?: readonly string[] | undefined;
  /**
   * They went quiet beside a monitored device that is down, and are no large share of the customer.
   */
  readonly isPart?: boolean | undefined;
}

/** Long enough for a customer's or a device's name, short enough for a ticket list. */
const MAX_NAME = 64;

/** Enough to recognise the site by; the rest is a number. */
const MOST_NAMES = 10;

/**
 * Returns the ticket text about a customer whose always-on devices went quiet together. `raisedAt`
 * is when the first of them did.
 */
export function siteTicketText(facts: SiteTicketTextFacts): TicketText {
  const { language, customerId, quiet, of, since, inspectedAt, isPart } = facts;
  const texts = siteTexts(language);
  const customer = plainText(facts.customerName ?? '', MAX_NAME) || texts.customer({ customerId });
  const site = { quiet, of, customer };
  return {
    language,
    headline: isPart ? texts.partDown(site) : texts.siteDown(site),
    what: texts.wentQuiet({ ...site, since }),
    raisedAt: since,
    inspectedAt,
    observed: `${observed(facts)}${suspicionNote(facts.suspicion, since, inspectedAt, language)}`,
    tried: texts.nothingChanged,
    advice: texts.callSite,
    closesWhen: texts.closesWhen,
    ...(isPart
      ? ({ priority: 'High', impact: 'Major' } as const)
      : ({ priority: 'Critical', impact: 'SiteDown' } as const)),
  };
}

function observed(facts: SiteTicketTextFacts): string {
  const texts = siteTexts(facts.language);
  const monitored = namesText(facts.monitoredNames, facts.language);
  const away = awayText(facts);
  return monitored === undefined ? away : `${away} ${texts.monitored({ names: monitored })}`;
}

/** What the list of alerts says: no device is read for it. */
function awayText({ language, quiet, of, inspectedAt, listedAt: at = inspectedAt, deviceNames }: SiteTicketTextFacts) {
  const texts = siteTexts(language);
  if (quiet === 0) return texts.noneAway({ of, at });
  const names = namesText(deviceNames, language);
  return names === undefined ? texts.offline({ quiet, of, at }) : texts.offlineNamely({ quiet, of, names, at });
}

/** Undefined when none of them is readable. */
function namesText(all: readonly string[] = [], language: Language): string | undefined {
  const plain = all.map((name) => plainText(name, MAX_NAME)).filter((name) => name !== '');
  if (plain.length === 0) return undefined;
  const names = plain.slice(0, MOST_NAMES).join(', ');
  const more = plain.length - MOST_NAMES;
  return more > 0 ? siteTexts(language).andMore({ names, more }) : names;
}
