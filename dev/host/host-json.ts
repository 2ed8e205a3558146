import { z } from 'zod';

const Span = z.string().regex(/^\d\d:\d\d:\d\d$/);

/** Environment variables give numbers as texts. */
const positive = z.coerce.number().int().positive();

/**
 * The ranges in which the real host starts; what it does not check is not checked here either
 * (recordings, `Seen later`).
 */
const StorageProvider = z.object({
  partitionCount: z.coerce.number().int().min(1).max(16).optional(),
  controlQueueBatchSize: positive.optional(),
  controlQueueBufferThreshold: z.coerce.number().int().min(1).max(1_000).optional(),
  controlQueueVisibilityTimeout: Span.refine(isOneToSixtyMinutes, 'must be between 1 and 60 minutes').optional(),
  workItemQueueVisibilityTimeout: Span.optional(),
  maxQueuePollingInterval: z
    .string()
    .refine((text) => !/^00:00:00(\.0+)?$/.test(text), 'must be more than 0')
    .optional(),
});

const HostJson = z.object({
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().optional() }).optional(),
      durableTask: z
        .object({
          hubName: z
            .string()
            .regex(/^[A-Za-z][A-Za-z0-9]{2,44}$/, 'must be 3 to 45 letters and digits and begin with a letter')
            .optional(),
          defaultVersion: z.string().optional(),
          versionMatchStrategy: z.enum(['None', 'Strict', 'CurrentOrOlder']).optional(),
          versionFailureStrategy: z.enum(['Reject', 'Fail']).optional(),
          maxConcurrentActivityFunctions: positive.optional(),
          maxConcurrentOrchestratorFunctions: positive.optional(),
          maxConcurrentEntityFunctions: positive.optional(),
          maxEntityOperationBatchSize: positive.optional(),
          storageProvider: StorageProvider.optional(),
        })
        .optional(),
    })
    .optional(),
});

function isOneToSixtyMinutes(text: string): boolean {
  const minutes = spanMs(text) / 60_000;
  return minutes >= 1 && minutes <= 60;
}

/** The parts of host.json that matter here; everything else may be there. */
export type HostJson = z.input<typeof HostJson>;

/** How instances of another version than the app's are treated. */
export interface Versioning {
  defaultVersion: string | null;
  match: 'None' | 'Strict' | 'CurrentOrOlder';
  failure: 'Reject' | 'Fail';
}

/** Azure Storage hides a message for 5 minutes unless set otherwise. */
const DEFAULT_VISIBILITY_MS = 300_000;

/**
 * Reads host.json with the Durable extension's defaults. Throws a ZodError for values it cannot
 * use.
 */
export function readHostJson(json: HostJson = {}) {
  const { http, durableTask } = HostJson.parse(json).extensions ?? {};
  const { workItemQueueVisibilityTimeout, controlQueueVisibilityTimeout } = durableTask?.storageProvider ?? {};
  return {
    routePrefix: http?.routePrefix ?? 'api',
    hubName: durableTask?.hubName ?? 'TestHub',
    activityVisibilityMs: visibilityMs(workItemQueueVisibilityTimeout),
    turnVisibilityMs: visibilityMs(controlQueueVisibilityTimeout),
    versioning: {
      defaultVersion: durableTask?.defaultVersion ?? null,
      match: durableTask?.versionMatchStrategy ?? 'CurrentOrOlder',
      failure: durableTask?.versionFailureStrategy ?? 'Reject',
    } satisfies Versioning,
  };
}

function visibilityMs(span: string | undefined): number {
  return span === undefined ? DEFAULT_VISIBILITY_MS : spanMs(span);
}

const PREFIX = 'AzureFunctionsJobHost__';

/**
 * The parsed host.json with what environment variables such as
 * `AzureFunctionsJobHost__extensions__durableTask__hubName` say instead, as the real host has it.
 * Names count without regard to case. Throws a ZodError for values it cannot use.
 */
export function applyJobHostVariables(json: unknown, env: Readonly<Record<string, string | undefined>>): HostJson {
  const root = z.record(z.string(), z.unknown()).parse(json);
  for (const [name, value] of Object.entries(env)) {
    if (!name.toLowerCase().startsWith(PREFIX.toLowerCase()) || value === undefined) continue;
    set(root, name.slice(PREFIX.length).split('__'), value);
  }
  return HostJson.parse(root);
}

function set(section: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: string): void {
  const key = Object.keys(section).find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
  if (rest.length === 0) {
    section[key] = value;
    return;
  }
  const inner = z.record(z.string(), z.unknown()).catch({}).parse(section[key]);
  section[key] = inner;
  set(inner, rest, value);
}

function spanMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
