import { normalise } from './normalise.ts';
import type { Exchange, Json, JsonObject } from './recording.ts';

/** One execution's invocations of its orchestrator, whatever they came from. */
export interface OrchestratorCall {
  name: string;
  payload: JsonObject;
  output: Json;
}

const STRUCTURE = new Set([12, 13]);
const SCHEDULED = new Set([4, 7, 10, 14]);

/**
 * The whole payload and answer, normalised: for orchestrators whose turns the two hosts cut alike.
 */
export function exactView(call: OrchestratorCall): Json {
  const { history, ...rest } = call.payload;
  return { name: call.name, rest: constants(rest), history: events(history), output: normalise(call.output) };
}

/**
 * What does not depend on the order in which parallel work happened to end: the events without the
 * frames of the turns, completions sorted between what was scheduled.
 */
export function looseView(call: OrchestratorCall): Json {
  const { history, ...rest } = call.payload;
  const groups: Json[][] = [];
  for (const event of (history ?? []) as JsonObject[]) {
    if (STRUCTURE.has(Number(event.EventType))) continue;
    const { IsPlayed: _isPlayed, ...kept } = event;
    const isScheduled = SCHEDULED.has(Number(event.EventType));
    const last = groups.at(-1);
    if (last && isScheduled === SCHEDULED.has(Number((last[0] as JsonObject).EventType))) last.push(normalise(kept));
    else groups.push([normalise(kept)]);
  }
  const sorted = groups.map((group) => group.map((event) => JSON.stringify(event)).sort());
  return { name: call.name, rest: constants(rest), history: sorted, output: normalise(call.output) };
}

/**
 * Payload fields that the recordings leave out after the first exchange are not compared there
 * either.
 */
function constants(rest: JsonObject): Json {
  const { instanceId, input, isReplaying, parentInstanceId } = rest;
  return normalise({
    instanceId: instanceId ?? null,
    input: input ?? null,
    isReplaying: isReplaying ?? null,
    parentInstanceId: parentInstanceId ?? null,
  });
}

/** Events with FireAt as seconds after the start of the turn that set the timer. */
function events(history: Json | undefined): Json {
  let episode = 0;
  return ((history ?? []) as JsonObject[]).map((event) => {
    if (event.EventType === 12) episode = Date.parse(String(event.Timestamp));
    const view = normalise(event) as JsonObject;
    if (event.EventType === 10) view.FireAt = Math.round((Date.parse(String(event.FireAt)) - episode) / 10) / 100;
    return view;
  });
}

/** Reads a recorded orchestrator exchange. */
export function recordedCall(exchange: Exchange): OrchestratorCall {
  const output = exchange.output ?? {};
  const threw = output.threw as JsonObject | undefined;
  return {
    name: exchange.name ?? '',
    payload: exchange.input ?? {},
    output: threw ? { threw: threw.message ?? null } : { returned: output.returned ?? null },
  };
}
