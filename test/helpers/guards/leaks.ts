import { ChildProcess } from 'node:child_process';
import net from 'node:net';
import { callSite } from './call-site.ts';

/**
 * How long a child that was ordered to end may take, which is a matter of the machine and not of
 * the test.
 */
const KILLED_CHILD_END_MS = 5_000;

/**
 * The same for the others: one may have been ordered in a way that can't be observed here
 * (`process.kill`, a closed pipe).
 */
const OTHER_CHILD_END_MS = 500;

export interface LeakGuard {
  /**
   * Names, closes and forgets the servers still listening and the child processes still running.
   */
  takeLeft(): Promise<string[]>;
}

/**
 * Remembers every server that listens and every child process that starts, wherever in the program
 * that happens.
 */
export function guardLeaks(): LeakGuard {
  // The machine's own timer, before anything is counted.
  const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis;
  const servers = new Map<net.Server, string>();
  const children = new Map<ChildProcess, string>();

  net.Server.prototype.listen = new Proxy(net.Server.prototype.listen, {
    apply: function apply(target, server: net.Server, args: unknown[]) {
      servers.set(server, callSite(apply) ?? 'a package');
      return Reflect.apply(target, server, args);
    },
  });
  // Every asynchronous way to start a process ends here; Node does not document it, so its absence
  // must be loud.
  const spawn: unknown = Reflect.get(ChildProcess.prototype, 'spawn');
  if (typeof spawn !== 'function') throw new Error('ChildProcess.prototype.spawn is gone: find another place to watch');
  const watched = new Proxy(spawn, {
    apply(target, child: ChildProcess, args: unknown[]) {
      const answer: unknown = Reflect.apply(target, child, args);
      // Without a process id nothing started, and no exit will be reported.
      if (child.pid === undefined) return answer;
      children.set(child, `child process ${child.pid}: ${child.spawnargs.join(' ').slice(0, 120)}`);
      child.once('exit', () => children.delete(child));
      return answer;
    },
  });
  Reflect.set(ChildProcess.prototype, 'spawn', watched);

  function ended(child: ChildProcess): Promise<void> {
    return new Promise((resolve) => {
      const timer = setRealTimeout(resolve, child.killed ? KILLED_CHILD_END_MS : OTHER_CHILD_END_MS);
      child.once('exit', () => {
        clearRealTimeout(timer);
        resolve();
      });
    });
  }

  return {
    async takeLeft() {
      const listening = [...servers].filter(([server]) => server.listening);
      servers.clear();
      for (const [server] of listening) server.close();
      await Promise.all([...children.keys()].map(ended));
      const running = [...children];
      children.clear();
      for (const [child] of running) child.kill('SIGKILL');
      return [...listening.map(([, site]) => `server listening since ${site}`), ...running.map(([, name]) => name)];
    },
  };
}
