import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Clock } from '../../../dev/host/index.ts';

/** What the recorded sources refer to besides each other. */
export interface RecordedWorld {
  clock: Clock;
  /** Flag of recording 15: the orchestrator code has changed. */
  isChanged?: boolean;
}

interface Parsed {
  kind: string;
  options: Record<string, unknown>;
  source: string;
}

/** Splits `activity: (input) => input` and `http: {"methods":["GET"]} async () => …`. */
function parseSource(text: string): Parsed {
  const kind = text.slice(0, text.indexOf(':'));
  const rest = text.slice(kind.length + 1).trim();
  if (kind !== 'http' && kind !== 'timer') return { kind, options: {}, source: rest };
  const end = rest.indexOf('} ') + 1;
  return { kind, options: JSON.parse(rest.slice(0, end)) as Record<string, unknown>, source: rest.slice(end).trim() };
}

const PRELUDE = `
  const E = (e) => ({ name: e.name, ctor: e.constructor.name, message: e.message, keys: Object.keys(e), json: e });
  const at = (ctx, ms) => new Date(ctx.df.currentUtcDateTime.getTime() + ms);
  const sleep = (ms) => world.clock.sleep(ms);
  const ND = world.isChanged === true;
`;

/** Recording 13 notes its activity executions in a file of its own; here nothing is written. */
const standInRequire = () => new Proxy({}, { get: () => () => undefined });

/**
 * Makes callable what a recording holds as text. The sources come from the fixtures of this
 * repository only.
 */
function evaluate(functions: Record<string, Parsed>, world: RecordedWorld): Record<string, unknown> {
  const definitions = Object.entries(functions).map(([name, { source }]) => `const ${name} = ${source};`);
  const body = `${PRELUDE}\n${definitions.join('\n')}\nreturn { ${Object.keys(functions).join(', ')} };`;
  const make = new Function('df', 'world', 'Buffer', 'require', body) as (
    ...args: unknown[]
  ) => Record<string, unknown>;
  return make(df, world, Buffer, standInRequire);
}

// biome-ignore lint/suspicious/noExplicitAny: the recorded sources are untyped and fit every kind of handler
type RecordedHandler = (...args: any[]) => any;

type Client = ReturnType<typeof df.getClient>;

/** Registers all functions of a recording, and one that provides a Durable client. */
export function registerRecorded(
  sources: Record<string, string>,
  world: RecordedWorld,
  giveClient: (client: Client) => void,
): void {
  const parsed = Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, parseSource(text)]));
  const values = evaluate(parsed, world);
  for (const [name, { kind, options }] of Object.entries(parsed)) {
    const handler = values[name] as RecordedHandler;
    if (kind === 'activity') df.app.activity(name, { handler });
    else if (kind === 'orchestration') df.app.orchestration(name, handler);
    else if (kind === 'entity') df.app.entity(name, handler);
    else if (kind === 'http') app.http(name, { ...options, handler });
    else if (kind === 'timer') app.timer(name, { schedule: '', ...options, handler });
    else throw new Error(`Recording holds a function of unknown kind '${kind}'.`);
  }
  app.http('conformanceClient', {
    extraInputs: [df.input.durableClient()],
    handler: (_request, context: InvocationContext) => {
      giveClient(df.getClient(context));
      return {};
    },
  });
}
