import { defineConfig } from 'vitest/config';

/**
 * `npm run test:host`: the built app on a host of its own, in real time; `npm test` leaves it out.
 */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/helpers/global-setup.ts'],
    setupFiles: ['test/e2e/helpers/setup.ts'],
    // Longer than the deadlines within, which say what was waited for.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Every file mostly waits.
    maxWorkers: 6,
    reporters: ['verbose'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
});
