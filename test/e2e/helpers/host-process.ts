import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../dev/azurite.ts';
import { SETTING_DOCS } from '../../../shared/settings.ts';
import { ChildLog } from './child-log.ts';
import { until } from './until.ts';

const CLI = fileURLToPath(new URL('../../../dev/host/cli.ts', import.meta.url));

/** The real host may first download its extension bundle. */
const START_MS = { embedded: 30_000, func: 180_000 };
const SIGINT_MS = 30_000;
/** Between choosing a free port and listening on it, another program may take it. */
const TRIES = 3;
const PORT_TAKEN = /EADDRINUSE|address already in use|port \d+ is (unavailable|already in use)/i;

/**
 * How soon work that was interrupted comes back: the least that the real host takes for its control
 * queues.
 */
const VISIBILITY = '00:01:00';
const DURABLE = 'AzureFunctionsJobHost__extensions__durableTask';

/** Own variables of the caller that would change what the app or the host does. */
const FOREIGN =
  /^(CONTAINER_NAME|NODE_OPTIONS|NODE_ENV|WEBSITE_.*|AzureWebJobs.*|AzureFunctionsJobHost__.*|VITEST.*)$/i;

export interface HostOptions {
  readonly appFolder: string;
  /** The `func` of the real host; null = the embedded host. */
  readonly funcPath: string | null;
  /** A folder for the embedded host's task hub; the real one keeps its own in the storage. */
  readonly stateFolder: string;
  /** Settings of the app, as environment variables. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * The built app on a host in a process of its own; may be stopped and started again on the same
 * task hub.
 */
export class HostProcess {
  readonly #options: HostOptions;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildLog | undefined;
  #earlier = '';
  #url = '';

  constructor(options: HostOptions) {
    this.#options = options;
    this.#env = environment(options.settings);
  }

  /** Scheme, host and port; another one after a restart. */
  get url(): string {
    return this.#url;
  }

  /** What all its processes printed. */
  get log(): string {
    return this.#earlier + (this.#child?.text ?? '');
  }

  /** Resolves once the app answers. Throws with the log when it does not. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      this.#url = `http://127.0.0.1:${port}`;
      this.#child = this.#launch(port);
      const problem = await this.#startProblem(this.#child);
      if (problem === undefined) return;
      this.#forget();
      if (attempt === TRIES || !PORT_TAKEN.test(problem)) throw new Error(`The host did not start: ${problem}`);
    }
  }

  /** Ctrl-C: the only signal that ends `func` cleanly. */
  async interrupt(): Promise<void> {
    await this.#child?.interrupt(SIGINT_MS);
    this.#forget();
  }

  /** As when the machine dies: SIGKILL for the host and its worker. */
  async kill(): Promise<void> {
    await this.#child?.kill();
    this.#forget();
  }

  /** Starts it again where it has ended by itself, as Azure does. Returns whether it had. */
  async revive(): Promise<boolean> {
    if (this.#child?.ended === undefined) return false;
    await this.#child.kill();
    this.#forget();
    await this.start();
    return true;
  }

  #forget(): void {
    this.#earlier = `${this.log}\n---- this process has ended ----\n`;
    this.#child = undefined;
  }

  #launch(port: number): ChildLog {
    const { appFolder, funcPath, stateFolder } = this.#options;
    const where = { cwd: appFolder, env: this.#env };
    if (funcPath !== null) return new ChildLog(funcPath, ['start', '--port', String(port)], where);
    const store = ['--store', `${stateFolder}/task-hub.sqlite`];
    const args = ['--disable-warning=ExperimentalWarning', CLI, appFolder, '--port', String(port), ...store];
    return new ChildLog(process.execPath, args, where);
  }

  /**
   * Undefined once the app answers. Otherwise the child has been ended, and everything it printed
   * is part of the answer.
   */
  async #startProblem(child: ChildLog): Promise<string | undefined> {
    const isLive = async () => (await fetch(`${this.#url}/api/health/live`, { signal: AbortSignal.timeout(2_000) })).ok;
    const withinMs = START_MS[this.#options.funcPath === null ? 'embedded' : 'func'];
    let problem: string;
    try {
      const end = await until('the app answers', async () => child.ended ?? ((await isLive()) && 'live'), withinMs);
      if (end === 'live') return undefined;
      problem = `it ${end}`;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    await child.kill();
    return `${problem}\n${child.text}`;
  }
}

function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const ours = new Set(SETTING_DOCS.map(({ name }) => name));
  const own = Object.entries(process.env).filter(([name]) => !ours.has(name) && !FOREIGN.test(name));
  return {
    ...Object.fromEntries(own),
    FUNCTIONS_WORKER_RUNTIME: 'node',
    FUNCTIONS_CORE_TOOLS_TELEMETRY_OPTOUT: '1',
    [`${DURABLE}__hubName`]: `Test${randomBytes(5).toString('hex')}`,
    [`${DURABLE}__storageProvider__controlQueueVisibilityTimeout`]: VISIBILITY,
    [`${DURABLE}__storageProvider__workItemQueueVisibilityTimeout`]: VISIBILITY,
    ...settings,
  };
}
