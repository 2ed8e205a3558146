import { relative } from 'node:path';
import type { Reporter, TestModule, Vite } from 'vitest/node';

const PRINTED = 10;

/**
 * Prints the files that took longest at the end of a run: where the time of everybody who waits for
 * the tests goes.
 */
class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length < 2) return;
    const lines = modules
      .map((module) => ({ seconds: secondsOf(module), file: relative(process.cwd(), module.moduleId) }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, PRINTED)
      .map(({ seconds, file }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
    console.log([`The ${lines.length} slowest of ${modules.length} test files`, ...lines, ''].join('\n'));
  }
}

/** Adds the list to whatever reporters a run asks for on its command line. */
export function slowestFiles(): Vite.Plugin {
  const reporter = new SlowestFiles();
  return {
    name: 'slowest-files',
    // Called once for each project, before the reporters are made.
    configureVitest({ vitest }) {
      const { reporters } = vitest.config;
      if (!reporters.some((one) => one instanceof SlowestFiles)) vitest.config.reporters = [...reporters, reporter];
    },
  };
}

/** Tests and hooks, and what comes before them: environment, set-up files, imports. */
function secondsOf(module: TestModule): number {
  const { duration, collectDuration, setupDuration, prepareDuration } = module.diagnostic();
  return (duration + collectDuration + setupDuration + prepareDuration) / 1000;
}
