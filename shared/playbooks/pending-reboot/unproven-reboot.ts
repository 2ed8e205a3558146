import { deviceLabel, type TicketStory } from '../../domain/tickets/ticket-story.ts';

/**
 * The story of a reboot that was ordered and never seen to have happened. A device that went away and did not come back is the urgent
 * case: "shut down" is not a reboot. `tried` is whole sentences.
 */
export function unprovenReboot(
  story: TicketStory,
  {
    device,
    isAway,
    tried,
  }: { readonly device: Parameters<typeof deviceLabel>[0]; readonly isAway: boolean; readonly tried: string },
): TicketStory {
  const name = deviceLabel(device);
  if (!isAway) {
    const advice = 'check on the device why it did not restart, and restart it by hand; the app does not try again.';
    return { ...story, headline: `Reboot not proven on ${name}`, tried, advice };
  }
  const advice = 'check at once whether the device is up, and start it; it went away when it was ordered to reboot.';
  return { ...story, headline: `Not back after a reboot: ${name}`, tried, advice, priority: 'High' };
}

/** The story of a reboot that was ordered and happened, and after which nobody can tell whether Windows still wants one. */
export function unconfirmedReboot(
  story: TicketStory,
  { device, tried }: { readonly device: Parameters<typeof deviceLabel>[0]; readonly tried: string },
): TicketStory {
  return {
    ...story,
    headline: `Rebooted, but not confirmed on ${deviceLabel(device)}`,
    evidence: `${story.evidence} Whether Windows still wants a reboot is not known.`,
    tried,
    advice:
      'check on the device whether Windows still asks for a reboot, and why Automox gives no scan of it since it booted.',
  };
}
