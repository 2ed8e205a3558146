import type { Draw } from './draw.ts';
import type { Plot } from './scenario.ts';

/** Every kind of interruption. */
export const interruptionKinds = [
  'lost-before',
  'lost-after',
  'twice-together',
  'twice-later',
  'crash',
  'crash-at-write',
  'refused-write',
  'lost-answer',
  'kill-switch',
  'atera-outage',
  'automox-outage',
  'late-message',
  'atera-key',
  'automox-key',
  'storage',
  'mute',
] as const;

/** Those that may be any of a scenario's; it is muted beside them. */
const DRAWN = interruptionKinds.filter((kind) => kind !== 'mute');

/** One of `interruptionKinds`. */
export type InterruptionKind = (typeof interruptionKinds)[number];

/** How a vendor is out. `writes-…`: only requests that change something. */
export const outages = [
  '500',
  '503',
  'hang',
  'reset-before',
  'reset-after',
  'writes-500',
  'writes-reset-after',
] as const;

/** One of `outages`. */
export type Outage = (typeof outages)[number];

/**
 * What strikes, and when: with the `nth` execution of an activity (`*` = any) after `fromMinutes`;
 * where that does not come within six hours, at that time itself.
 */
export interface Interruption {
  readonly kind: InterruptionKind;
  readonly activity: string;
  readonly nth: number;
  readonly fromMinutes: number;
  /** How long it lasts; of a message how late it comes. */
  readonly minutes: number;
  readonly outage?: Outage;
  /**
   * A crash comes after so many operations on tables: before, in the middle of or after what the
   * activity does.
   */
  readonly operations?: number;
  /** Of kinds that strike at a write: how many pass first. */
  readonly skip?: number;
  /** What a write is answered instead of being done. */
  readonly status?: number;
  /** Storage: how many writes fail, of which table, and whether the row is written all the same. */
  readonly writes?: number;
  readonly table?: string;
  readonly isWritten?: boolean;
  /** A mute that a person ends sooner than it was made for. */
  readonly isEndedEarly?: boolean;
}

const COMMON = [
  'fetchAlertPages',
  'startDueWork',
  'recordOutcome',
  'ensureTicket',
  'resolveAlerts',
  'closeTicket',
  '*',
];
const ASKING = [
  'askApproval',
  'askApproval',
  'confirmDevice',
  'sendCommand',
  'sendCommand',
  'sendCommand',
  'recordResult',
];
const WATCHING = ['readTicket', 'commentTicket'];

/** The activities at which a plot can be interrupted, those of its own more often. */
function stepsOf(plot: Plot): readonly string[] {
  if (plot === 'disk-cleanup')
    return [...COMMON, ...ASKING, 'inspectDisk', 'inspectDisk', 'checkCommand', 'readServer'];
  if (plot.startsWith('disk')) return [...COMMON, ...WATCHING, 'inspectDisk', 'inspectDisk'];
  if (plot.startsWith('reboot')) return [...COMMON, ...ASKING, 'inspectReboot', 'inspectReboot', 'readServer'];
  if (plot === 'site') return [...COMMON, ...WATCHING, 'inspectSite', 'inspectOffline'];
  return [...COMMON, ...WATCHING, 'inspectOffline', 'inspectOffline', 'readServer'];
}

/**
 * What can leave it open whether a command was sent: worth most, as nothing at the vendor reports
 * it afterwards.
 */
const AT_THE_COMMAND: readonly InterruptionKind[] = [
  'crash-at-write',
  'crash-at-write',
  'crash-at-write',
  'crash',
  'refused-write',
  'twice-together',
  'lost-after',
  'automox-outage',
];

/** The same for a ticket, which is searched afterwards. */
const AT_THE_TICKET: readonly InterruptionKind[] = [
  'crash-at-write',
  'lost-answer',
  'crash',
  'lost-after',
  'twice-later',
];

/**
 * One to three interruptions of a scenario; the first one often strikes at the command, where a
 * person says yes, or else at the ticket. Beside them the customer is often muted for a while.
 */
export function drawInterruptions(draw: Draw, plot: Plot, isApproved: boolean): Interruption[] {
  const count = draw.between([1, 3], 'interruptions');
  const isAtCommand = isApproved && draw.yes('at the command', 0.5);
  const isAtTicket = !isAtCommand && draw.yes('at the ticket', 0.5);
  const drawn = Array.from({ length: count }, (_, index) => {
    const name = `interruption ${index}`;
    if (index > 0 || !(isAtCommand || isAtTicket)) return drawInterruption(draw, name, drawMoment(draw, plot, name));
    const kind = draw.pick(isAtCommand ? AT_THE_COMMAND : AT_THE_TICKET, `${name} kind`);
    const activity = isAtCommand ? 'sendCommand' : 'ensureTicket';
    return drawInterruption(draw, name, { kind, activity, nth: 1, fromMinutes: 0 });
  });
  return draw.yes('muted', 0.3) ? [...drawn, drawMute(draw, plot)] : drawn;
}

function drawMute(draw: Draw, plot: Plot): Interruption {
  const moment = drawMoment(draw, plot, 'mute');
  return {
    ...{ ...moment, kind: 'mute', minutes: draw.between([5, 400], 'mute minutes') },
    isEndedEarly: draw.yes('mute ended early', 0.5),
  };
}

const AT_A_WRITE: readonly InterruptionKind[] = ['crash-at-write', 'refused-write', 'lost-answer'];

type Moment = Pick<Interruption, 'kind' | 'activity' | 'nth' | 'fromMinutes'>;

function drawMoment(draw: Draw, plot: Plot, name: string): Moment {
  return {
    kind: draw.pick(DRAWN, `${name} kind`),
    activity: draw.pick(stepsOf(plot), `${name} step`),
    nth: draw.pick([1, 1, 1, 2, 2, 3, 5], `${name} nth`),
    fromMinutes: draw.pick([0, 0, 0, 15, 30, 200], `${name} from`),
  };
}

function drawInterruption(draw: Draw, name: string, moment: Moment): Interruption {
  const { kind } = moment;
  const isShort = kind.startsWith('crash') || draw.yes(`${name} short`, 0.4);
  const isAtOnce = kind.startsWith('crash') && draw.yes(`${name} at once`, 0.4);
  return {
    ...moment,
    minutes: isAtOnce ? 0 : isShort ? draw.between([0, 30], `${name} short`) : draw.between([30, 400], `${name} long`),
    ...(kind.endsWith('outage') && { outage: draw.pick(outages, `${name} outage`) }),
    ...(kind === 'crash' && { operations: draw.between([0, 22], `${name} operations`) }),
    // The first write for a ticket may be its contact; for a command there is one.
    ...(AT_A_WRITE.includes(kind) && {
      skip: moment.activity === 'sendCommand' ? 0 : draw.pick([0, 1, 1, 2], `${name} skip`),
    }),
    ...(kind === 'refused-write' && { status: draw.pick([401, 429, 429], `${name} status`) }),
    ...(kind === 'storage' && {
      writes: draw.between([1, 3], `${name} writes`),
      table: draw.pick(['conditions', 'conditions', 'effects', 'outcomes', 'alerts', 'due', 'fences'], `${name} table`),
      isWritten: draw.yes(`${name} written`, 0.5),
    }),
  };
}
