import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, folder: string) => ({
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`],
    setupFiles: ['test/helpers/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    // By default a core is kept free, which on two cores would mean one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/helpers/azurite-global.ts'],
    projects: [
      project('unit', 'unit'),
      project('replay', 'replay'),
      project('contract', 'contract'),
      project('app', 'app'),
      project('host', 'host'),
    ],
    reporters: ['default'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
});
