import { utc } from '../../../domain/time/utc.ts';

interface Device {
  readonly device: string;
}

interface At {
  readonly at: number;
}

interface Agent {
  /** The name of the agent that watches the device, or its number. */
  readonly agent: string;
}

interface Until {
  readonly until: number;
}

interface Names {
  readonly names: string;
}

interface Together extends Names {
  readonly minutes: number;
}

/** What people read of a device without an agent that was reported down. Moments are epoch ms. */
export const en = {
  /** What the condition is called. */
  condition: 'device-down alert',

  // Why an alert is left alone, without a full stop.
  leftAsPlanned: 'its title says that the device is down on purpose',
  leftAsUnclear: 'its title says more than that a monitored device is down',

  // The headline of its ticket.
  notKnownWhether: ({ device }: Device) => `Not known whether ${device} is down: it cannot be observed`,
  keepsGoingDown: ({ device }: Device) => `${device} keeps going down`,
  isDown: ({ device }: Device) => `${device} is down`,
  isReportedDown: ({ device }: Device) => `${device} is reported down`,
  areReportedDown: ({ device, others }: Device & { readonly others: number }) =>
    `${device} and ${others} more network ${others === 1 ? 'device' : 'devices'} reported down`,

  // What the ticket is about.
  deviceUp: ({ device }: Device) => `the monitored device ${device} was down and is up.`,
  deviceAlertEnded: ({ device }: Device) =>
    `the device-down alert of the monitored device ${device} has ended in Atera.`,
  deviceDown: ({ device }: Device) => `the monitored device ${device} is down.`,
  deviceNotObservable: ({ device, blind }: Device & { readonly blind: string }) =>
    `Atera reports the monitored device ${device} as down, and whether it is is not known: ${blind}.`,
  deviceAlertOnly: ({ device }: Device) =>
    `Atera reports the monitored device ${device} as down; nothing but its alert says so.`,
  siblings: ({ names }: Names) =>
    `The same goes for the other devices it watches that were reported down, which get no tickets meanwhile: ${names}.`,
  siblingsAndMore: ({ names, more }: Names & { readonly more: number }) =>
    `The same goes for the other devices it watches that were reported down, which get no tickets meanwhile: ${names} and ${more} more.`,
  together: ({ names, minutes }: Together) =>
    `Other devices that the same agent watches were reported down within ${minutes} minutes of it, and get no tickets of their own meanwhile: ${names}.`,
  togetherAndMore: ({ names, more, minutes }: Together & { readonly more: number }) =>
    `Other devices that the same agent watches were reported down within ${minutes} minutes of it, and get no tickets of their own meanwhile: ${names} and ${more} more.`,

  // What was observed.
  alertIsOpen: 'Its device-down alert is open in Atera.',
  alertHasEnded: 'Its device-down alert has ended in Atera.',
  genericMonitor: 'generic monitor',
  stateNotRead: 'The state of the device was not read this time.',
  notListed: ({ at }: At) =>
    `The state of the device is not known: Atera lists no such device under the GUID of its alert, or it was added since the devices were last listed (read ${utc(at)}).`,
  notAllowed: ({ at }: At) =>
    `The state of the device is not known: Atera does not let the app read monitored devices (its API key lacks the right for devices) (read ${utc(at)}).`,
  deviceGone: ({ at }: At) =>
    `The state of the device is not known: Atera does not know the device by its id any more (read ${utc(at)}).`,
  blindState: ({ says, at }: At & { readonly says: string }) =>
    `Atera's row says ${says} (read ${utc(at)}), which is as of an unknown time: whether the device is up or down is not known.`,
  state: ({ says, at }: At & { readonly says: string }) =>
    `Atera: ${says} when it was last checked (read ${utc(at)}; Atera does not report when that was).`,
  genericHasNoState: ({ at }: At) =>
    `A generic monitor has no state to read (read ${utc(at)}): only its alert says so.`,
  stateNotReported: ({ at }: At) =>
    `Atera does not report whether the device is up (read ${utc(at)}): only its alert says so.`,

  // What Atera's row says, within `state` and `blindState`.
  saysNothing: 'nothing of its state',
  saysUp: 'up',
  saysDown: 'down',
  saysDownOnPorts: ({ ports }: { readonly ports: string }) => `down, no answer on port ${ports}`,
  saysDownOnMorePorts: ({ ports }: { readonly ports: string }) => `down, no answer on port ${ports} and more`,

  // Who watches it.
  watcherNotReported: 'Which agent watches it is not reported.',
  watchingPaused: 'Watching it is paused in Atera.',
  watcherNotKnown: ({ agent }: Agent) => `It is watched by the agent ${agent}, which Atera does not know any more.`,
  watcherOnlineNotReported: ({ agent }: Agent) =>
    `It is watched by the agent ${agent}; Atera does not report whether that is online.`,
  watcherOnline: ({ agent }: Agent) => `It is watched by the agent ${agent}, which is online.`,
  watcherOffline: ({ agent }: Agent) => `It is watched by the agent ${agent}, which is offline.`,
  watcherOfflineLastSeen: ({ agent, lastSeenAt }: Agent & { readonly lastSeenAt: number }) =>
    `It is watched by the agent ${agent}, which is offline (not seen since ${utc(lastSeenAt)}, as Atera last reported).`,

  // Why nothing can be known of it, without a full stop.
  blindNotRead: 'its state cannot be read',
  blindPaused: 'watching it is paused in Atera',
  blindWatcherAway: ({ agent }: Agent) => `the agent ${agent}, which watches it, is offline`,
  blindWatcherGone: ({ agent }: Agent) => `the agent ${agent}, which watched it, is not in Atera any more`,
  blindWatcherUnknown: ({ agent }: Agent) =>
    `its row says up, and whether the agent ${agent} can see it now is not reported`,
  blindNoWatcher: 'its row says up, and whether the agent that watches it can see it now is not reported',

  // What the app did, what a person should do, and when the ticket is closed.
  nothingChanged: 'nothing was changed on the device; the app never acts on a device without an agent.',
  findCause: 'It went down several times recently: look for the cause (power, cabling, switch port, line).',
  nothingToDo: 'nothing; the app keeps checking.',
  checkService:
    'check whether the device is on and the service behind each port is running; then network and firewall rules.',
  checkWebsite:
    'open the address in a browser; check the web server, its name (DNS) and certificate, and the text the monitor looks for.',
  checkDevice:
    'check power, cabling and switch port of the device, and its network (for SNMP also whether SNMP still answers on it).',
  checkWhatTheyShare:
    'check first what the devices share (power, a switch, a line), and the network connection of the agent that watches them: it may be the one that cannot reach them. Then check each device by hand.',
  checkByHand: 'check the device by hand.',
  resumeWatching:
    'resume watching the device in Atera, or resolve its alert if it is out of use; until then check it by hand.',
  bringWatcherBack: ({ agent }: Agent) =>
    `bring back the agent ${agent} (its own alert or ticket says more, where it has one), or have another agent watch the device; until then check it by hand.`,
  giveWatcher: 'have another agent watch the device in Atera; until then check it by hand.',
  checkWatcher: 'check the device by hand, and in Atera which agent watches it.',
  closesWhenUp:
    'Atera shows the device up for two checks in a row while the agent that watches it is online, or has ended the alert itself and does not show the device down',
  closesWhenAlertEnds: 'Atera has ended the alert itself and does not raise it again',

  // Outcomes.
  upAgain: 'The device is up again.',
  alertCleared: 'Atera has ended the alert.',
  downAllTheSame: 'The device is down all the same.',
  down: 'The device is down.',
  alertOnly: 'Atera reports the device as down; nothing but its alert says so.',
  notObservable: ({ blind }: { readonly blind: string }) => `Whether the device is down is not known: ${blind}.`,

  // What the app waits for.
  waitsForGrace: ({ until }: Until) => `It may be down for its grace; it is inspected again ${utc(until)}.`,
  siteHasTicket: ({ until }: Until) =>
    `It went away together with others of its site, which have one ticket; it is inspected again ${utc(until)}.`,
  siteWouldHaveTicket: ({ until }: Until) =>
    `It went away together with others of its site, which would have one ticket; it is inspected again ${utc(until)}.`,
  ateraSuspected: ({ until }: Until) =>
    `Atera itself is suspected, for the reason that the outcome atera-quiet gives; it is inspected again ${utc(until)}.`,
  togetherHasTicket: ({ device, until }: Device & Until) =>
    `It went down together with others; the ticket of ${device} reports all of them; it is inspected again ${utc(until)}.`,
  togetherGetsTicket: ({ device, until }: Device & Until) =>
    `It went down together with others, of which one ticket is due, that of ${device}; it is inspected again ${utc(until)}.`,
  togetherWouldHaveTicket: ({ device, until }: Device & Until) =>
    `It went down together with others; one ticket, that of ${device}, would report all of them; it is inspected again ${utc(until)}.`,
  waitsToObserve: ({ blind, until }: Until & { readonly blind: string }) =>
    `Whether it is down is not known, because ${blind}; it is inspected again ${utc(until)}.`,
  waitsAsOneTicketReports: ({ blind, until }: Until & { readonly blind: string }) =>
    `Whether it is down is not known, because ${blind}; one ticket reports all devices that it watches; it is inspected again ${utc(until)}.`,
  waitsAsOneTicketWouldReport: ({ blind, until }: Until & { readonly blind: string }) =>
    `Whether it is down is not known, because ${blind}; one ticket would report all devices that it watches; it is inspected again ${utc(until)}.`,
};
