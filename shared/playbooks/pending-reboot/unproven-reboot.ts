import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { Language } from '../../texts/language.ts';
import { rebootTicketTexts } from './texts/ticket/index.ts';

/** The device of a reboot that was ordered. `tried` is whole sentences. */
interface Ordered {
  readonly language: Language;
  readonly device: Omit<Parameters<typeof deviceLabel>[0], 'language'>;
  readonly tried: string;
}

/**
 * A reboot that was not observed to happen. `isTaken`: false where the order itself is not certain.
 */
interface Unproven extends Ordered {
  readonly isAway: boolean;
  readonly isTaken: boolean;
}

/**
 * Returns the ticket text of a reboot that was, or may have been, ordered and was not observed to
 * happen. A device that went away and did not come back is the urgent case: "shut down" is not a
 * reboot.
 */
export function unprovenReboot(
  ticketText: TicketText,
  { language, device, isAway, isTaken, tried }: Unproven,
): TicketText {
  const { headline, advice } = rebootTicketTexts(language);
  const label = { device: deviceLabel({ ...device, language }) };
  const away = isTaken ? 'notBack' : 'maybeNotBack';
  return {
    ...ticketText,
    headline: isAway ? headline[away](label) : headline.unproven(label),
    tried,
    advice: advice[isAway ? away : isTaken ? 'unproven' : 'maybeOrdered'],
    ...(isAway && { priority: 'High' }),
  };
}

/**
 * Returns the ticket text of a reboot that was ordered and happened, and after which it is unknown
 * whether Windows still wants one.
 */
export function unconfirmedReboot(ticketText: TicketText, { language, device, tried }: Ordered): TicketText {
  const { headline, observed, advice } = rebootTicketTexts(language);
  return {
    ...ticketText,
    headline: headline['reboot-unconfirmed']({ device: deviceLabel({ ...device, language }) }),
    observed: `${ticketText.observed} ${observed.stillWanted}`,
    tried,
    advice: advice['reboot-unconfirmed'],
  };
}
