import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';

/**
 * The ticket text of a reboot that was ordered and never seen to have happened. A device that went away and did not come back is the urgent
 * case: "shut down" is not a reboot. `tried` is whole sentences.
 */
export function unprovenReboot(
  ticketText: TicketText,
  {
    device,
    isAway,
    tried,
  }: { readonly device: Parameters<typeof deviceLabel>[0]; readonly isAway: boolean; readonly tried: string },
): TicketText {
  const name = deviceLabel(device);
  if (!isAway) {
    const advice = 'check on the device why it did not restart, and restart it by hand; the app does not try again.';
    return { ...ticketText, headline: `Reboot not proven on ${name}`, tried, advice };
  }
  const advice = 'check at once whether the device is up, and start it; it went away when it was ordered to reboot.';
  return { ...ticketText, headline: `Not back after a reboot: ${name}`, tried, advice, priority: 'High' };
}

/** The ticket text of a reboot that was ordered and happened, and after which nobody can tell whether Windows still wants one. */
export function unconfirmedReboot(
  ticketText: TicketText,
  { device, tried }: { readonly device: Parameters<typeof deviceLabel>[0]; readonly tried: string },
): TicketText {
  return {
    ...ticketText,
    headline: `Rebooted, but not confirmed on ${deviceLabel(device)}`,
    evidence: `${ticketText.evidence} Whether Windows still wants a reboot is not known.`,
    tried,
    advice:
      'check on the device whether Windows still asks for a reboot, and why Automox gives no scan of it since it booted.',
  };
}
