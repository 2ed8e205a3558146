import { z } from 'zod';

const Span = z.string().regex(/^\d\d:\d\d:\d\d$/);

const HostJson = z.object({
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().optional() }).optional(),
      durableTask: z
        .object({
          hubName: z.string().optional(),
          defaultVersion: z.string().optional(),
          versionMatchStrategy: z.enum(['None', 'Strict', 'CurrentOrOlder']).optional(),
          versionFailureStrategy: z.enum(['Reject', 'Fail']).optional(),
          storageProvider: z.object({ workItemQueueVisibilityTimeout: Span.optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});
/** The parts of host.json that matter here; everything else may be there. */
export type HostJson = z.input<typeof HostJson>;

/** How instances of another version than the app's are treated. */
export interface Versioning {
  defaultVersion: string | null;
  match: 'None' | 'Strict' | 'CurrentOrOlder';
  failure: 'Reject' | 'Fail';
}

/** Azure Storage hides a message for 5 minutes unless told otherwise. */
const DEFAULT_VISIBILITY_MS = 300_000;

/** Reads host.json with the Durable extension's defaults. Throws a ZodError for values it cannot use. */
export function readHostJson(json: HostJson = {}) {
  const { http, durableTask } = HostJson.parse(json).extensions ?? {};
  const visibility = durableTask?.storageProvider?.workItemQueueVisibilityTimeout;
  return {
    routePrefix: http?.routePrefix ?? 'api',
    hubName: durableTask?.hubName ?? 'TestHub',
    activityVisibilityMs: visibility === undefined ? DEFAULT_VISIBILITY_MS : spanMs(visibility),
    versioning: {
      defaultVersion: durableTask?.defaultVersion ?? null,
      match: durableTask?.versionMatchStrategy ?? 'CurrentOrOlder',
      failure: durableTask?.versionFailureStrategy ?? 'Reject',
    } satisfies Versioning,
  };
}

function spanMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
