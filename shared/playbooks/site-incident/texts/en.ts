import { utc } from '../../../domain/time/utc.ts';

interface Devices {
  readonly quiet: number;
  readonly of: number;
}

interface Site extends Devices {
  readonly customer: string;
}

interface Counts extends Devices {
  readonly still: number;
}

interface Names {
  readonly names: string;
}

const counts = ({ quiet, of, still }: Counts) =>
  `${quiet} of ${of} always-on devices went quiet together, ${still} of them are quiet now.`;

/** What people read of a site, and of a suspicion of Atera itself. Moments are epoch ms. */
export const en = {
  /** What the condition is called. */
  condition: 'site incident',
  customer: ({ customerId }: { readonly customerId: number }) => `customer ${customerId}`,

  // The ticket.
  siteDown: ({ quiet, of, customer }: Site) => `Site down: ${quiet} of ${of} always-on devices quiet at ${customer}`,
  partDown: ({ quiet, of, customer }: Site) =>
    `Part of a site down: ${quiet} of ${of} always-on devices quiet at ${customer}`,
  wentQuiet: ({ quiet, of, customer, since }: Site & { readonly since: number }) =>
    `${quiet} of the ${of} always-on devices of ${customer} went quiet together, the first at ${utc(since)}. Their own offline alerts get no tickets meanwhile.`,
  offline: ({ quiet, of, at }: Devices & { readonly at: number }) =>
    `Atera lists an offline alert for ${quiet} of ${of} always-on devices (list of ${utc(at)}).`,
  offlineNamely: ({ quiet, of, names, at }: Devices & Names & { readonly at: number }) =>
    `Atera lists an offline alert for ${quiet} of ${of} always-on devices, namely ${names} (list of ${utc(at)}).`,
  noneAway: ({ of, at }: { readonly of: number; readonly at: number }) =>
    `None of the ${of} always-on devices is away any more: Atera lists no offline alert for it, or it was read online (list of ${utc(at)}).`,
  monitored: ({ names }: Names) => `Monitored devices with a device-down alert, namely ${names}.`,
  andMore: ({ names, more }: Names & { readonly more: number }) => `${names} and ${more} more`,
  nothingChanged: 'nothing was changed on any device; while a site is down the app acts on none of its devices.',
  callSite:
    'call the site: check power, internet line, firewall and switches; then the hypervisor, if these devices share one.',
  closesWhen: 'the devices are back and stay online',

  // Outcomes.
  noneKnown: 'No incident of the site is known now.',
  counts,
  back: (found: Counts) => `The site is back: ${counts(found)}`,
  mayPass: ({ until }: { readonly until: number }) => `It may pass; it is checked again ${utc(until)}.`,
  ateraSuspected: ({ until }: { readonly until: number }) =>
    `Atera itself is suspected; it is checked again ${utc(until)}.`,

  // A suspicion of Atera itself; `cause` as `causeText` has it.
  suspected: ({ cause }: { readonly cause: string }) =>
    `Atera itself is suspected, because ${cause}: no ticket is opened for an offline device or site meanwhile.`,
  gaveUp: ({ since, cause }: { readonly since: number; readonly cause: string }) =>
    `Atera was suspected since ${utc(since)}, because ${cause}; the devices are still away, so that they are handled as usual now. Their tickets say what was suspected.`,
  trustedAgain: 'Devices report again; offline alerts are handled as usual.',
};
