import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/helpers/run/longest-first.ts';
import { slowestFiles } from './test/helpers/run/slowest-files.ts';

const project = (name: string, folder: string, { isolate = false, setupFiles = ['test/helpers/setup.ts'] } = {}) => ({
  plugins: [slowestFiles()],
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`],
    setupFiles,
    testTimeout: 60_000,
    // No module is mocked, and what a file leaves running fails it: files share their process, and load the app once.
    isolate,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    // By default a core is kept free, which on two cores would mean one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/helpers/azurite/azurite-global.ts'],
    projects: [
      project('unit', 'unit'),
      project('replay', 'replay'),
      project('contract', 'contract'),
      project('app', 'app'),
      project('host', 'host'),
      // A browser is real time, and a process of its own: the guards of the others do not fit.
      project('browser', 'browser', { isolate: true, setupFiles: [] }),
    ],
    sequence: { sequencer: LongestFirst },
    reporters: ['default'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
});
