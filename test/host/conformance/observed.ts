import type { Invocation, InvocationOutcome } from '../../../dev/host/index.ts';
import { normalise } from './normalise.ts';
import type { Exchange, Json, JsonObject } from './recording.ts';
import type { OrchestratorCall } from './view.ts';

/** One invocation our host made, in the form the recordings have. */
export interface Observed {
  kind: 'orchestrator' | 'activity' | 'entity' | 'http' | 'timer';
  name: string;
  /** The instance it belongs to; empty for HTTP and timers. */
  instance: string;
  call?: OrchestratorCall;
  /** Everything that is compared, normalised. */
  view: Json;
}

const KINDS: Record<string, Observed['kind']> = {
  orchestrationtrigger: 'orchestrator',
  activitytrigger: 'activity',
  entitytrigger: 'entity',
  httptrigger: 'http',
  timertrigger: 'timer',
};

const parse = (text: string | undefined): JsonObject => JSON.parse(text ?? '{}') as JsonObject;

/** Turns a raw invocation of our host into what a recording would hold of it. */
export function observedInvocation({ fn, trigger, triggerMetadata }: Invocation, outcome: InvocationOutcome): Observed {
  const kind = KINDS[fn.trigger.type.toLowerCase()] ?? 'http';
  const base = { kind, name: fn.name };
  const returned = outcome.ok ? outcome.response.returnValue : undefined;
  if (kind === 'orchestrator') {
    const payload = parse(trigger.string);
    const output: Json = outcome.ok ? { returned: parse(returned?.json) } : { threw: outcome.error.message };
    const call = { name: fn.name, payload, output };
    return { ...base, instance: String(payload.instanceId), call, view: null };
  }
  if (kind === 'entity') {
    const payload = parse(trigger.string);
    const self = payload.self as JsonObject;
    const view = normalise({ input: payload, returned: parse(returned?.json) });
    return { ...base, instance: `@${self.name}@${self.key}`, view };
  }
  if (kind === 'activity') {
    const instance = triggerMetadata?.instanceId?.string ?? '';
    const wireOutput = outcome.ok ? { ...returned } : { threw: outcome.error.message };
    return { ...base, instance, view: normalise(plain({ wireInput: trigger, wireOutput })) };
  }
  return {
    ...base,
    instance: '',
    view: kind === 'timer' ? normalise(camelCase(parse(trigger.json))) : httpView(outcome),
  };
}

/** What a recording holds of an invocation, in the same form. */
export function recordedView(exchange: Exchange): { instance: string; view: Json } {
  const { kind, input = {}, output = {} } = exchange;
  if (kind === 'orchestrator') return { instance: String(input.instanceId), view: null };
  if (kind === 'entity') {
    const self = input.self as JsonObject;
    return { instance: `@${self.name}@${self.key}`, view: normalise({ input, returned: output.returned ?? null }) };
  }
  if (kind === 'activity') {
    const threw = output.threw as JsonObject | undefined;
    const message =
      threw && (threw.message ?? (typeof threw.thrown === 'object' ? JSON.stringify(threw.thrown) : threw.thrown));
    const wireOutput: JsonObject = threw ? { threw: message ?? null } : (exchange.wireOutput ?? {});
    const instance = String(exchange.triggerMetadata?.instanceId ?? '');
    return { instance, view: normalise({ wireInput: exchange.wireInput ?? {}, wireOutput }) };
  }
  if (kind === 'timer') return { instance: '', view: normalise(input) };
  const wire = (output.wire as JsonObject | undefined) ?? undefined;
  return { instance: '', view: wire ? normalise(bytesAsText(wire.returnValue ?? null)) : '<no response>' };
}

function httpView(outcome: InvocationOutcome): Json {
  if (!outcome.ok) return '<no response>';
  return normalise(bytesAsText(plain(outcome.response.returnValue ?? null)));
}

/** A byte array as JSON writes it (`{"0":97}`), as text. */
function bytesAsText(value: Json): Json {
  const http = (value as JsonObject | null)?.http as JsonObject | undefined;
  const bytes = (http?.body as JsonObject | undefined)?.bytes as JsonObject | undefined;
  if (!http || !bytes) return value;
  return { ...http, body: Buffer.from(Object.values(bytes).map(Number)).toString('latin1') };
}

/** A value as JSON would keep it. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function camelCase(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const lower = (key: string) =>
    key === 'AdjustForDST' ? 'adjustForDST' : `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [lower(key), camelCase(item)]));
}
