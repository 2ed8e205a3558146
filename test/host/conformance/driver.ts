import { EventType } from '../../../dev/host/engine/replay/history.ts';
import { type Caller, compareAnswer } from './answer.ts';
import { compareInvocations, isInterrupted } from './compare.ts';
import { normalise } from './normalise.ts';
import { recordedView } from './observed.ts';
import { type Exchange, type JsonObject, readRecording } from './recording.ts';
import { revive, type Setup, World } from './world.ts';

/** What a scenario needs that its recording does not say. */
export interface ScenarioPlan {
  setup?: Setup;
  /** Restarts before the case of this number (from 0). */
  restarts?: Record<number, Setup>;
  /** Done before the case of this number. */
  before?: Record<number, (world: World) => void | Promise<void>>;
  /** Cases whose signals came before the work recorded earlier had reached its goal. */
  eager?: number[];
  /**
   * What the recorder did without recording the call: raised event `nudge` to get a turn, or ended
   * instances.
   */
  unrecorded?: 'nudge' | 'terminate';
}

export interface CaseResult {
  scenario: string;
  title: string;
  /** One line per difference; none means that the case conforms. */
  differences: string[];
}

/** Replays a whole recording on one host and compares it case by case. */
export async function replay(name: string, plan: ScenarioPlan = {}): Promise<CaseResult[]> {
  const recording = readRecording(name);
  const world = new World(recording);
  const results: CaseResult[] = [];
  await world.restart(plan.setup);
  try {
    for (const [index, { title, exchanges }] of recording.cases.entries()) {
      const setup = plan.restarts?.[index];
      if (setup) await world.restart(setup);
      await plan.before?.[index]?.(world);
      results.push({ scenario: name, title, differences: await replayCase(world, exchanges, plan, index) });
      world.observed.length = 0;
    }
  } finally {
    await world.stop();
  }
  return results;
}

const INVOCATIONS = new Set(['orchestrator', 'activity', 'entity', 'http', 'timer']);

async function replayCase(world: World, exchanges: Exchange[], plan: ScenarioPlan, index: number): Promise<string[]> {
  const differences: string[] = [];
  const expected: Exchange[] = [];
  for (const exchange of exchanges) {
    if (INVOCATIONS.has(exchange.kind)) {
      startUnrecorded(world, exchange);
      if (plan.unrecorded) await actUnrecorded(world, plan.unrecorded, exchange, expected);
      expected.push(exchange);
    } else if (exchange.kind === 'clientHttp' || exchange.kind === 'clientCall') {
      const isEager = exchange.name === 'signalEntity' && plan.eager?.includes(index) === true;
      if (!isEager) await reach(world, expected);
      await prepare(world, exchange);
      differences.push(...(await callClient(world, exchange)));
    } else if (exchange.kind === 'durableClientBinding') {
      const [recorded, ours] = [normalise(exchange.data), normalise(world.clientData())].map((data) =>
        JSON.stringify(data),
      );
      if (recorded !== ours) differences.push(`durableClient binding: recorded ${recorded}, ours ${ours}`);
    } else if (exchange.kind === 'httpCaller') {
      await reach(world, expected);
      await prepare(world, exchange);
      differences.push(...(await callHttp(world, exchange)));
    }
  }
  await reach(world, expected);
  const isShortened = exchanges.some((exchange) => /left out/.test(exchange.text ?? ''));
  differences.push(...compareInvocations(expected, world.observed, isShortened));
  return differences;
}

/** An instance whose start the recording leaves out is started where it first runs. */
function startUnrecorded(world: World, { kind, name = '', input = {} }: Exchange): void {
  if (kind !== 'orchestrator' || input.isReplaying || input.parentInstanceId) return;
  const instanceId = String(input.instanceId);
  if (
    !/^(exec|inst)-/.test(instanceId) &&
    !world.recordedStarts.has(instanceId) &&
    !world.host.client.status(instanceId)
  ) {
    world.host.client.start(name, { instanceId, ...(input.input === undefined ? {} : { input: input.input }) });
  }
}

async function actUnrecorded(
  world: World,
  act: 'nudge' | 'terminate',
  { input = {} }: Exchange,
  expected: Exchange[],
): Promise<void> {
  const last = ((input.history ?? []) as JsonObject[]).at(-1);
  const instanceId = String(input.instanceId);
  if (act === 'nudge' ? last?.Name !== 'nudge' : last?.EventType !== EventType.ExecutionTerminated) return;
  await reach(world, expected);
  if (act === 'nudge') world.host.client.raiseEvent(instanceId, 'nudge', 1);
  else world.host.client.terminate(instanceId, String(last?.Input));
}

/** Moves time until everything recorded so far has been observed. */
async function reach(world: World, expected: Exchange[]): Promise<void> {
  const wanted = new Map<string, number>();
  for (const exchange of expected) {
    if (exchange.kind === 'http' || isInterrupted(exchange)) continue;
    const key = keyOf(exchange.kind, exchange.name ?? '', recordedView(exchange).instance);
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  await world.advanceUntil(() => {
    const have = new Map<string, number>();
    for (const { kind, name, instance } of world.observed) {
      const key = keyOf(kind, name, instance);
      have.set(key, (have.get(key) ?? 0) + 1);
    }
    return [...wanted].every(([key, count]) => (have.get(key) ?? 0) >= count);
  });
}

function keyOf(kind: string, name: string, instance: string): string {
  return `${kind} ${name} ${String(normalise(instance))}`;
}

/** Brings the instance a call is about into the state in which the recorded call found it. */
async function prepare(world: World, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const conflict = /with the status (\w+) already/.exec(JSON.stringify(response?.json ?? ''));
  const match = /\/(?:instances|orchestrators\/\w+)\/([^/?]+)(\/(\w+))?/.exec(request?.path ?? '');
  if (!match || !response) return;
  const instanceId = world.idOf(decodeURIComponent(match[1] ?? ''));
  const body = (response.json ?? statusIn(response.text)) as JsonObject | undefined;
  const status = () => world.host.client.status(instanceId)?.runtimeStatus;
  if (conflict) await world.advanceUntil(() => status() === conflict[1], 20);
  else if (match[3] === undefined && request?.method === 'GET' && typeof body?.runtimeStatus === 'string') {
    if (!status() && typeof body.name === 'string' && !body.name.startsWith('@')) {
      world.host.client.start(body.name, { instanceId, ...(body.input === undefined ? {} : { input: body.input }) });
    }
    await world.advanceUntil(() => status() === body.runtimeStatus);
  } else if (response.status === 410 || (request?.method === 'DELETE' && response.status === 200)) {
    await world.advanceUntil(() => ['Completed', 'Failed', 'Terminated'].includes(status() ?? ''));
  } else if (response.status === 202 && match[3] !== undefined) {
    await world.advanceUntil(() => status() !== 'Pending', 20);
  }
}

/** A status body that is not valid JSON still names the status. */
function statusIn(text: string | undefined): JsonObject | undefined {
  const status = /"runtimeStatus":"(\w+)"/.exec(text ?? '');
  return status ? { runtimeStatus: status[1] ?? '' } : undefined;
}

async function callClient(world: World, exchange: Exchange): Promise<string[]> {
  const url = `${world.host.url}/api/x`;
  const args = (exchange.args ?? []).map((arg) => revive(typeof arg === 'string' ? world.idOf(arg) : arg, url));
  const result = await world.call(exchange.name ?? '', args);
  if ('returned' in result) world.alias((exchange.response?.json as JsonObject | undefined)?.id, result.returned);
  const caller: Caller = { result, response: world.responses.at(-1) };
  return await compareAnswer(exchange, caller);
}

async function callHttp(world: World, exchange: Exchange): Promise<string[]> {
  const { method = 'GET', path = '/', headers = {}, body } = exchange.request ?? {};
  const bytes = /^<(\d+) bytes>$/.exec(body ?? '');
  const given = bytes ? Buffer.alloc(Number(bytes[1]), 'a') : typeof body === 'string' ? Buffer.from(body) : body;
  const isChunked = 'transfer-encoding' in headers;
  const { 'transfer-encoding': _chunked, ...sent } = headers as Record<string, string>;
  const answer = fetch(`${world.host.url}${world.idsIn(path)}`, {
    method,
    headers: sent,
    redirect: 'manual',
    ...(given === null || given === undefined
      ? {}
      : { body: isChunked ? stream(String(given)) : given, duplex: 'half' }),
  });
  // "Start and wait" parks on the clock until the instance ends or the time is over.
  if (path.includes('timeout=')) await advanceWhile(world, answer);
  const response = await answer;
  const text = Buffer.from(await response.arrayBuffer());
  const observed = { status: response.status, headers: Object.fromEntries(response.headers), data: text };
  const cookies = response.headers.getSetCookie();
  return await compareAnswer(exchange, { response: observed, cookies });
}

async function advanceWhile(world: World, answer: Promise<unknown>): Promise<void> {
  let isOver = false;
  void answer.finally(() => {
    isOver = true;
  });
  for (let step = 0; step < 400 && !isOver; step++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const due = world.clock.nextDue();
    if (due !== undefined) await world.clock.advanceTo(due);
  }
}

function stream(text: string): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(text));
      controller.close();
    },
  });
}
