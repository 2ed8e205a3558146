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
