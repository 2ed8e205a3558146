import type { DurableClient, DurableOrchestrationStatus } from 'durable-functions';
import { OrchestrationRuntimeStatus } from 'durable-functions';
import { z } from 'zod';
import { statusOf } from '../../orchestrations/runtime/client/durable-start.ts';
import { RefreshProgress } from '../../shared/domain/lists/refresh-progress.ts';
import { REFRESH_INSTANCE_ID } from '../../shared/domain/occurrences/keys.ts';

/** A refresh that runs; without `progress` it has not said how far it is. */
export interface RunningRefresh {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly progress: RefreshProgress | undefined;
}

/** A refresh that ended without a complete directory. */
export interface FailedRefresh {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Undefined = it was ended from outside, or broke without words. */
  readonly because: string | undefined;
}

/** What the last refresh that was begun is at; neither = it was complete, or none is on record. */
export interface RefreshState {
  readonly running?: RunningRefresh;
  readonly failed?: FailedRefresh;
}

const Input = z.object({ startedAt: z.number() });
const Output = z.object({ complete: z.boolean(), incomplete: z.string().optional() });

const { Pending, Running, ContinuedAsNew, Suspended } = OrchestrationRuntimeStatus;
const UNDER_WAY: ReadonlySet<OrchestrationRuntimeStatus> = new Set([Pending, Running, ContinuedAsNew, Suspended]);

/** Reads the state of the refresh: one transaction. */
export async function readRefreshState(client: DurableClient): Promise<RefreshState> {
  const status = await statusOf(client, REFRESH_INSTANCE_ID);
  if (!status) return {};
  const startedAt = Input.safeParse(status.input).data?.startedAt ?? new Date(status.createdTime).getTime();
  if (UNDER_WAY.has(status.runtimeStatus))
    return { running: { startedAt, progress: RefreshProgress.safeParse(status.customStatus).data } };
  return failed(status, startedAt);
}

function failed({ runtimeStatus, output, lastUpdatedTime }: DurableOrchestrationStatus, startedAt: number) {
  const end = runtimeStatus === OrchestrationRuntimeStatus.Completed ? Output.safeParse(output).data : undefined;
  if (end?.complete) return {};
  return { failed: { startedAt, endedAt: new Date(lastUpdatedTime).getTime(), because: end?.incomplete } };
}
