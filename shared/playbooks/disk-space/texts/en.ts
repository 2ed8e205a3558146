/** What is said of a drive, its numbers as the language writes them; undefined = not known. */
export interface DriveWords {
  /** Used percent. */
  readonly used: string | undefined;
  /** Used percent, too. */
  readonly limit: string | undefined;
}

/**
 * The drive of a device, and the limit of its alert (`90`); undefined = the alert does not say it.
 */
export interface Place {
  readonly volume: string;
  readonly device: string;
  readonly limit: string | undefined;
}

/** An inventory's sizes: `5.0 GB`, `100.0 GB`, `95`. */
export interface Sizes {
  readonly free: string;
  readonly total: string;
  readonly used: string;
}

const read = ({ used }: DriveWords) => (used === undefined ? 'not read' : `${used} % used`);
const itsLimit = ({ limit }: DriveWords) => (limit === undefined ? 'its limit' : `its limit of ${limit} %`);
const which = ({ limit }: Place) => (limit === undefined ? ' (the alert does not say which)' : ` of ${limit} %`);
const sizes = ({ free, total, used }: Sizes) => `${free} free of ${total} (${used} % used)`;
const back = (isAway: boolean) => (isAway ? ' as soon as the device is back' : '');

const summary = {
  flapping: (words: DriveWords) => `It has ended by itself several times recently; the drive is ${read(words)} now.`,
  'alert-cleared': () => 'Atera no longer lists the alert.',
  'reading-full-alert-gone': (words: DriveWords) =>
    `Atera no longer lists the alert, but the drive still reads ${read(words)}, not clearly below ${itsLimit(words)}.`,
  'alert-gone-limit-unknown': (words: DriveWords) =>
    `Atera no longer lists the alert, but not every alert said its limit: whether the drive (${read(words)}) has recovered is not known.`,
  'alert-gone-unproven': (words: DriveWords) =>
    `Atera no longer lists the alert, but no newer reading shows that the drive has recovered (last inventory: ${read(words)}).`,
  'alert-gone-once': (words: DriveWords) =>
    `Atera no longer lists the alert, and the last inventory says ${read(words)}; it is checked once more.`,
  'alert-stayed-away': (words: DriveWords) =>
    `Atera has not raised the alert again while the device was online; the last inventory says ${read(words)}.`,
  'not-full': (words: DriveWords) =>
    `Atera has no alert for the drive, and its last inventory says ${read(words)}, below ${itsLimit(words)}.`,
  'cleanup-verified': () => 'The disk has recovered.',
  'reading-changed': (words: DriveWords) =>
    `The disk has recovered: ${read(words)} by a newer reading, confirmed by two checks.`,
  'reading-changed-once': (words: DriveWords) => `A newer reading says ${read(words)}; it is checked once more.`,
  'threshold-unknown': (words: DriveWords) => `The drive is ${read(words)}; the alert does not say its limit.`,
  'device-offline': (words: DriveWords) =>
    `The device is not online; its last inventory (${read(words)}) may be older than the alert.`,
  'online-unknown': (words: DriveWords) =>
    `Atera does not say whether the device is online; its last inventory (${read(words)}) may be older than the alert.`,
  'reading-between': (words: DriveWords) => `The drive is ${read(words)}, just below ${itsLimit(words)}.`,
  'reading-may-be-old': (words: DriveWords) =>
    `The last inventory says ${read(words)}, but nothing shows that it is newer than the alert.`,
  'reading-full': (words: DriveWords) => `The drive is ${read(words)}.`,
  'full-offline': (words: DriveWords) =>
    `The last inventory says ${read(words)}, over ${itsLimit(words)}; the device is not online.`,
  'full-online-unknown': (words: DriveWords) =>
    `The last inventory says ${read(words)}, over ${itsLimit(words)}; Atera does not say whether the device is online.`,
};

const headline = {
  'keeps-filling': ({ volume, device }: Place) => `Disk ${volume} keeps filling up on ${device}`,
  'almost-full': ({ volume, device }: Place) => `Disk ${volume} almost full on ${device}`,
  'request-unverified': ({ volume, device }: Place) => `Disk ${volume} could not be verified on ${device}`,
  'alert-unverified': ({ volume, device }: Place) => `Disk ${volume} alert could not be verified on ${device}`,
};

const what = {
  full: (place: Place) => `drive ${place.volume} of ${place.device} has been over its alert limit${which(place)}.`,
  fullByRequest: (place: Place) => `drive ${place.volume} of ${place.device} has been over its limit${which(place)}.`,
  recovered: (place: Place) =>
    `Atera has raised an alert that drive ${place.volume} of ${place.device} is over its limit${which(place)} several times recently, and each ended by itself.`,
  unproven: (place: Place) =>
    `Atera raised an alert that drive ${place.volume} of ${place.device} is over its limit${which(place)}; whether it still is could not be verified.`,
  unprovenByRequest: (place: Place) =>
    `a person asked for drive ${place.volume} of ${place.device}; whether it is over its limit${which(place)} could not be verified.`,
};

/** Why the last inventory does not settle it, without a full stop. */
const doubt = {
  'threshold-unknown': 'the alert does not say its limit',
  once: 'that is to be checked once more',
  'reading-between': 'that is so close to the limit that it proves nothing',
  offline: 'the device is not online, so that may be from before the alert',
  offlineByRequest: 'the device is not online, so that may be from before the request',
  onlineUnknown: 'Atera does not say whether the device is online, so that may be from before the alert',
  onlineUnknownByRequest: 'Atera does not say whether the device is online, so that may be from before the request',
  notNewer: 'nothing shows that it is newer than the alert',
  notNewerByRequest: 'nothing shows that it is newer than the request',
};

const observed = {
  alertSays: ({ said }: { said: string }) => `Atera's alert says "${said}".`,
  noReading: ({ problem }: { problem: string }) => `no usable reading: ${problem}.`,
  noReadingUnproven: ({ problem }: { problem: string }) => `There is no usable reading: ${problem}.`,
  read: (given: Sizes) => `${sizes(given)} at the last inventory.`,
  readUnproven: (given: Sizes & { doubt: string }) => `The last inventory says ${sizes(given)}; ${given.doubt}.`,
  oldWhileOffline: 'The device is not online: it may have changed since.',
  oldWhileUnknown: 'Atera does not say whether the device is online: it may have changed since.',
  growth: ({ pace }: { pace: string }) => `It grows by about ${pace} a day.`,
  growthToFull: ({ pace, days }: { pace: string; days: number }) =>
    `It grows by about ${pace} a day and is full in ${days < 1 ? 'less than a day' : days === 1 ? 'about one day' : `about ${days} days`}.`,
};

const tried = {
  full: 'nothing was changed on the device; the reading was checked twice.',
  recovered: 'nothing was changed on the device.',
  unproven: 'nothing was changed on the device; no reading came in that is certain to be newer than the alert.',
  unprovenByRequest:
    'nothing was changed on the device; no reading came in that is certain to be newer than the request.',
  noAction: ({ because }: { because: string }) => `A cleanup could not be run: ${because}.`,
};

const advice = {
  noReading: 'check the drive by hand; the app could not read it.',
  free: ({ isAway }: { isAway: boolean }) =>
    `free space (temporary files, update caches, old profiles, logs) or extend the drive${back(isAway)}.`,
  check: ({ isAway }: { isAway: boolean }) =>
    `check how full the drive is on the device itself${back(isAway)}, and free space if it is full.`,
  repeated: 'It came back several times recently: look for what keeps filling it.',
};

/** Why no cleanup could be run, without a full stop. */
const noAction = {
  noWorklet: 'the policy names no cleanup worklet for the customer',
  otherDrive: 'the cleanup worklet is not for this drive',
  unproven: 'nothing shows for certain that the drive is full',
};

const usedBy = { Atera: 'a newer inventory of Atera', Automox: "Automox's scan after it" };

/** A drive, and the sizes that its inventory gives. */
export interface ProblemWords {
  readonly volume: string;
  readonly freeMb: string;
  readonly totalMb: string;
}

/** The result of a cleanup. */
interface CleanupWords {
  readonly used: string;
  readonly by: keyof typeof usedBy;
}

const cleanup = {
  proposal: ({ worklet, ...place }: Place & { worklet: string }) =>
    `Run Automox worklet ${worklet} (disk cleanup) on ${place.device}, because drive ${place.volume} is over its limit${which(place)}.`,
  unknown: 'Whether it helped is not known: no reading is certain to be newer than it.',
  notInspected: ({ why }: { why: string }) => `Whether it helped is not known: it could not be inspected (${why}).`,
  recovered: ({ used, by }: CleanupWords) => `The drive has recovered: ${used} % used by ${usedBy[by]}.`,
  fullStill: ({ used, by }: CleanupWords) => `The drive was still ${used} % used by ${usedBy[by]}.`,
  full: ({ used, by }: CleanupWords) => `It did not help: the drive was still ${used} % used by ${usedBy[by]}.`,
};

/** Why there is no reading of a drive, without a full stop. */
const problem = {
  'no-sizes': ({ volume }: ProblemWords) => `the inventory lists drive ${volume} without usable sizes`,
  'not-listed': ({ volume }: ProblemWords) => `the inventory lists no drive ${volume}`,
  contradicting: ({ volume }: ProblemWords) => `the inventory lists drive ${volume} with different sizes`,
  impossible: ({ volume, freeMb, totalMb }: ProblemWords) =>
    `the inventory gives drive ${volume} impossible sizes (${freeMb} free of ${totalMb} MB)`,
  'not-asked': () => 'it was not asked for',
  unknown: () => 'the reason is not known',
};

/** Two texts of an alert that name different drives. */
export interface ClashWords {
  readonly from: 'title' | 'message';
  readonly drive: string;
  readonly otherFrom: 'title' | 'message';
  readonly others: string;
}

const recognition = {
  noDrive: 'it names no drive',
  severalDrives: ({ from, drives }: { from: 'title' | 'message'; drives: string }) =>
    `${from} names several drives: ${drives}`,
  otherDrives: ({ from, drive, otherFrom, others }: ClashWords) =>
    `${from} says drive ${drive}, ${otherFrom} says ${others}`,
  says: ({ volume }: { volume: string }) => `that drive ${volume} is full`,
};

/** What people read of a full disk, in English. */
export const en = {
  condition: ({ volume }: { volume: string }) => `disk space of ${volume}`,
  quoted: ({ name }: { name: string }) => `"${name}"`,
  ...{ summary, headline, what, doubt, observed, problem, tried, advice, noAction, cleanup, recognition },
  closesWhen: 'the disk stays below its limit',
  cannotBeRead: ({ problem }: { problem: string }) => `The drive cannot be read: ${problem}.`,
};
