import { type Draw, drawsOf } from './draw.ts';
import { drawInterruptions, type Interruption } from './interruptions.ts';

/** What happens to the device, whatever the app does about it. */
export const plots = [
  'disk-cleanup',
  'disk-without-actions',
  'disk-that-recovers',
  'disk-with-carried-ticket',
  'offline',
  'offline-workstation',
  'offline-with-dead-agent',
  'offline-with-carried-ticket',
  'reboot',
  'reboot-of-workstation',
  'site',
] as const;

/** One of `plots`. */
export type Plot = (typeof plots)[number];

/**
 * What a person answers when asked, and how long after the question (minutes); never later than the
 * question lasts.
 */
export interface Answering {
  readonly how: 'approve' | 'reject' | 'never';
  readonly afterMinutes: number;
}

/** What is true in the world, drawn before it begins. */
export interface Truth {
  /** What the cleanup worklet does to the drive. */
  readonly worklet: 'frees' | 'does-nothing' | 'fails';
  /** The drive is not full from the start but fills then: inventories from before are about. */
  readonly fillsLate: boolean;
  /** What a reboot command comes to. */
  readonly reboot: 'clears' | 'wants-another' | 'is-ignored' | 'stays-away';
  /** When the condition ends without the app (minutes from the start); undefined = never. */
  readonly endsAfterMinutes: number | undefined;
  /** It begins again so long after that end. */
  readonly returnsAfterMinutes: number | undefined;
  /** Atera takes its alert away so long after the end of the condition. */
  readonly clearLagMinutes: number;
  /** Minutes from the start during which somebody is signed in. */
  readonly signedIn: readonly [from: number, to: number] | undefined;
}

/** One scenario: everything in it follows from its seed. */
export interface Scenario {
  readonly seed: number;
  readonly plot: Plot;
  readonly truth: Truth;
  readonly answering: Answering;
  readonly interruptions: readonly Interruption[];
  /** How long the activity of a worker that went away stays hidden (minutes). */
  readonly visibilityMinutes: number;
  readonly pollMinutes: number;
}

/** Whether a person is asked in a plot. */
export function isAsking(plot: Plot): boolean {
  return plot === 'disk-cleanup' || plot.startsWith('reboot');
}

/** Plots by turns: those in which most is at stake more often. */
const TURNS: readonly Plot[] = [
  ...plots,
  'disk-cleanup',
  'reboot',
  'disk-cleanup',
  'reboot-of-workstation',
  'disk-cleanup',
];

/** The scenario of a seed. Neighbouring seeds have different plots. */
export function drawScenario(seed: number): Scenario {
  const draw = drawsOf(seed);
  const plot = TURNS[seed % TURNS.length] ?? 'disk-cleanup';
  const answering = drawAnswering(draw, plot);
  return {
    seed,
    plot,
    truth: drawTruth(draw, plot),
    answering,
    interruptions: drawInterruptions(draw, plot, answering.how === 'approve'),
    visibilityMinutes: draw.pick([1, 1, 1, 1, 10, 45, 150], 'visibility'),
    pollMinutes: draw.pick([5, 15, 20, 30], 'polls'),
  };
}

function drawTruth(draw: Draw, plot: Plot): Truth {
  const asks = isAsking(plot);
  const ends = draw.yes('ends', plot === 'disk-that-recovers' ? 1 : asks ? 0.35 : 0.7);
  const soon = draw.yes('ends soon', plot === 'disk-that-recovers' ? 0.7 : 0.3);
  // A first boot within an hour of its alert cannot be distinguished from a clock change
  // (`domain/evidence/boot.ts`): a person must say.
  const earliest = plot.startsWith('reboot') ? 70 : 8;
  const endsAfterMinutes = ends ? draw.between(soon ? [earliest, earliest + 50] : [70, 600], 'end') : undefined;
  const returns = ends && plot !== 'disk-that-recovers' && draw.yes('returns', 0.15);
  const from = draw.between([10, 300], 'sign-in');
  return {
    worklet: draw.pick(['frees', 'frees', 'does-nothing', 'fails'], 'worklet'),
    fillsLate: draw.yes('fills late', 0.5),
    reboot: draw.pick(['clears', 'clears', 'wants-another', 'is-ignored', 'stays-away'], 'reboot'),
    endsAfterMinutes,
    returnsAfterMinutes: returns ? draw.between([200, 700], 'return') : undefined,
    clearLagMinutes: draw.pick([4, 4, 4, 60, 720], 'clear lag'),
    signedIn: draw.yes('signed in', 0.4) ? [from, from + draw.between([30, 400], 'sign-out')] : undefined,
  };
}

function drawAnswering(draw: Draw, plot: Plot): Answering {
  const how = isAsking(plot)
    ? draw.pick(['approve', 'approve', 'approve', 'reject', 'never'] as const, 'answer')
    : 'never';
  const afterMinutes = draw.pick([1, 5, 15, 60, 170, 330], 'answer after');
  return { how, afterMinutes };
}

/** The scenario in a few lines, for a person who searches for what went wrong. */
export function scenarioText({ seed, plot, truth, answering, interruptions, ...rest }: Scenario): string {
  const { how, afterMinutes } = answering;
  const reported = Object.entries(truth).map(([name, value]) => `${name} ${value ?? 'never'}`);
  return [
    `seed ${seed}: ${plot}; ${how}${how === 'never' ? '' : ` after ${afterMinutes} min`}; polls every ${rest.pollMinutes} min, visibility ${rest.visibilityMinutes} min`,
    `  truth: ${reported.join(', ')}`,
    ...interruptions.map((one) => `  ${JSON.stringify(one)}`),
  ].join('\n');
}
