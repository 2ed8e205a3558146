import type { Draw } from './draw.ts';
import type { Plot } from './story.ts';

/** Every kind of interruption. */
export const interruptionKinds = [
  'lost-before',
  'lost-after',
  'twice-together',
  'twice-later',
  'crash',
  'kill-switch',
  'atera-outage',
  'automox-outage',
  'late-message',
  'atera-key',
  'automox-key',
  'storage',
] as const;

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
 * What strikes, and when: with the `nth` execution of an activity (`*` = any) after `fromMinutes`; where that does not come within six
 * hours, at that time itself.
 */
export interface Interruption {
  readonly kind: InterruptionKind;
  readonly activity: string;
  readonly nth: number;
  readonly fromMinutes: number;
  /** How long it lasts; of a message how late it comes. */
  readonly minutes: number;
  readonly outage?: Outage;
  /** A crash comes after so many operations on tables: before, in the middle of or after what the activity does. */
  readonly operations?: number;
  /** Storage: how many writes fail, of which table, and whether the row is written all the same. */
  readonly writes?: number;
  readonly table?: string;
  readonly isWritten?: boolean;
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

/** One to three interruptions of a story. */
export function drawInterruptions(draw: Draw, plot: Plot): Interruption[] {
  const count = draw.between([1, 3], 'interruptions');
  return Array.from({ length: count }, (_, index) => drawInterruption(draw, plot, `interruption ${index}`));
}

function drawInterruption(draw: Draw, plot: Plot, name: string): Interruption {
  const kind = draw.pick(interruptionKinds, `${name} kind`);
  const activity = draw.pick(stepsOf(plot), `${name} step`);
  const isShort = kind === 'crash' || draw.yes(`${name} short`, 0.4);
  return {
    kind,
    activity,
    nth: draw.pick([1, 1, 1, 2, 2, 3, 5], `${name} nth`),
    fromMinutes: draw.pick([0, 0, 0, 15, 30, 200], `${name} from`),
    minutes: isShort ? draw.between([0, 30], `${name} short`) : draw.between([30, 400], `${name} long`),
    ...(kind.endsWith('outage') && { outage: draw.pick(outages, `${name} outage`) }),
    ...(kind === 'crash' && { operations: draw.between([0, 22], `${name} operations`) }),
    ...(kind === 'storage' && {
      writes: draw.between([1, 3], `${name} writes`),
      table: draw.pick(['conditions', 'conditions', 'effects', 'outcomes', 'alerts', 'due', 'fences'], `${name} table`),
      isWritten: draw.yes(`${name} written`, 0.5),
    }),
  };
}
