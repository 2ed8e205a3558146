/** The service of an alert; undefined = the alert does not say which. */
export interface ServiceWords {
  readonly service: string | undefined;
}

/** The same on its device. */
export interface Place extends ServiceWords {
  readonly device: string;
}

const the = ({ service }: ServiceWords) => (service === undefined ? 'a service' : `the service ${service}`);
const The = ({ service }: ServiceWords) => (service === undefined ? 'A service' : `The service ${service}`);
const name = ({ service }: ServiceWords) => (service === undefined ? 'A service' : `Service ${service}`);

const summary = {
  'alert-ended': (words: ServiceWords) => `Atera no longer has the alert of ${the(words)} open.`,
  'restart-verified': (words: ServiceWords) => `The alert of ${the(words)} has ended since its restart.`,
  'may-pass': (words: ServiceWords) => `${The(words)} may be started again by itself.`,
  'just-booted': (words: ServiceWords) => `The device has just booted, and ${the(words)} may still be starting.`,
  'device-offline': (words: ServiceWords) => `The device is offline, so the alert of ${the(words)} cannot be verified.`,
  'alert-gone-offline': (words: ServiceWords) =>
    `The alert of ${the(words)} has ended in Atera, but Atera does not say that the device is online.`,
  'not-by-atera': (words: ServiceWords) =>
    `An alert about ${the(words)} is open that is not of Atera's own monitor: whether it is still stopped is not known.`,
  'alert-lost': (words: ServiceWords) =>
    `Whether the alert of ${the(words)} has ended is unknown: the app has lost its row.`,
  'still-stopped': (words: ServiceWords) => `Atera says that ${the(words)} is stopped.`,
};

const summaryNotes = {
  flapping: 'It came back several times recently.',
  checkedAgain: ({ at }: { at: string }) => `It is checked again ${at}.`,
  mayPass: ({ at }: { at: string }) => `The service may be started again by itself; it is checked again ${at}.`,
  restarted: 'The alert of the service has ended since its restart.',
};

const headline = {
  keepsStopping: (place: Place) => `${name(place)} keeps stopping on ${place.device}`,
  stopped: (place: Place) => `${name(place)} stopped on ${place.device}`,
  unverified: (place: Place) => `${name(place)}: alert could not be verified on ${place.device}`,
};

const what = {
  stopped: (place: Place) => `${the(place)} of ${place.device} is stopped, says Atera.`,
  ended: (place: Place) => `${the(place)} of ${place.device} stopped several times recently, and each alert ended.`,
  unverified: (place: Place) =>
    `Atera raised an alert that ${the(place)} of ${place.device} is stopped; whether it still is could not be verified.`,
  whichUnknown: 'The alert does not say which one.',
};

const ended = ({ at }: { at: string }) => `It has ended in Atera (checked ${at}).`;
const open = ({ at }: { at: string }) => `It is open in Atera (checked ${at}).`;

/** What Atera says of the alert. */
const state = {
  'alert-ended': ended,
  'restart-verified': ended,
  'may-pass': open,
  'just-booted': open,
  'still-stopped': open,
  'device-offline': ({ at }: { at: string }) =>
    `It is open in Atera, but the device is offline, and then Atera neither raises nor clears it (checked ${at}).`,
  'alert-gone-offline': ({ at }: { at: string }) =>
    `It has ended in Atera, but Atera does not say that the device is online, so that proves nothing (checked ${at}).`,
  'not-by-atera': ({ at }: { at: string }) =>
    `It is open in Atera, but not of Atera's own monitor, so it may be out of date (checked ${at}).`,
  'alert-lost': ({ at }: { at: string }) =>
    `Whether it has ended is unknown: the app has lost its row (checked ${at}).`,
};

const observed = {
  alertSays: ({ said }: { said: string }) => `Atera's alert says "${said}".`,
  lastBoot: ({ at }: { at: string }) => `The last boot that Atera reports was ${at}.`,
};

const tried = {
  nothing: 'nothing was changed on the device.',
  noAction: ({ because }: { because: string }) => `It could not be started by the app: ${because}.`,
};

const back = (isAway: boolean) => (isAway ? ' as soon as the device is back' : '');

const advice = {
  nothing: 'nothing now.',
  check: ({ isAway }: { isAway: boolean }) =>
    `check whether the service runs${back(isAway)}, and start it or find out why it does not (event log, dependencies, start type).`,
  checkUnnamed: ({ isAway }: { isAway: boolean }) =>
    `find out which service is meant, and check whether it runs${back(isAway)}, and start it or find out why it does not (event log, dependencies, start type).`,
  resolve: 'Resolve the alert in Atera when it is done; it does not end by itself.',
  cause: 'It stopped several times recently: look for the cause (event log, System).',
};

/** Why no restart could be proposed, without a full stop. */
const noAction = {
  unnamed: 'the alert does not say which service it is',
  noWorklet: 'the policy names no worklet that starts this service for the customer',
  twoWorklets: 'the policy names two worklets for names of this service',
  unproven: 'nothing shows for certain that the service is stopped',
  notOnline: 'Atera does not say that the device is online',
};

/** What Windows' own codes mean to an attempt to start a service. */
const meanings: Readonly<Record<number, string>> = {
  0: 'Windows started the service',
  1053: 'the service did not answer in time',
  1056: 'the service was running already',
  1058: 'the service is disabled, so Windows does not start it',
  1060: 'the device has no such service',
  1068: 'a service that it needs did not start',
  1069: 'the service could not log on',
};

/** What a person should do about a code that no second attempt changes. */
const adviceByCode: Readonly<Record<number, string>> = {
  1058: 'decide whether the service should run: set its start type, or stop watching it in Atera. It is disabled.',
  1060: 'compare the name that the worklet starts with the services of the device.',
  1068: 'find out which of the services that it needs does not start (event log, System).',
};

const restart = {
  proposal: ({ worklet, service, device }: { worklet: string; service: string; device: string }) =>
    `Run Automox worklet ${worklet} (start the service ${service}) on ${device}, because Atera says that it is stopped.`,
  ended: ({ code }: { code: string }) => `Automox says that it ended with code ${code}.`,
  endedWith: ({ code, meaning }: { code: string; meaning: string }) =>
    `Automox says that it ended with code ${code}: ${meaning}.`,
  over: "Atera's alert has ended since, confirmed by two checks.",
  open: "Atera's alert is still open after it.",
  back: "Atera's alert ended after it and is open again: the service stopped once more.",
  offline: "Atera's alert has ended, but the device is not online: whether the service runs is not known.",
  notInspected: ({ why }: { why: string }) => `Whether it helped is not known: it could not be inspected (${why}).`,
};

const recognition = {
  says: ({ service }: { service: string }) => `that the service ${service} is stopped`,
  saysUnnamed: 'that a service is stopped, and not which one',
};

/** What people read of a stopped service, in English. */
export const en = {
  condition: ({ service }: { service: string }) => `stopped service "${service}"`,
  conditionUnnamed: 'stopped service',
  ...{ summary, summaryNotes, headline, what, state, observed, tried, advice },
  closesWhen: "two checks in a row find Atera's alert ended while the device is online",
  ...{ noAction, meanings, adviceByCode, restart, recognition },
};
