import type { TestProject } from 'vitest/node';
import { startAzurite } from './azurite.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /**
     * Of the one Azurite table service that all test files share; every test uses tables of its
     * own.
     */
    storageConnection: string;
  }
}

/** Starts Azurite once for the whole run; a test gets at it by `inject('storageConnection')`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const azurite = await startAzurite();
  project.provide('storageConnection', azurite.connectionString);
  return azurite.stop;
}
