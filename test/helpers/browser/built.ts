import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildDashboard } from '../../../scripts/dashboard/build-dashboard.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Builds the dashboard for the tests of this file; returns where it is, once they run. */
export function builtForTests(): () => string {
  let target = '';
  beforeAll(async () => {
    target = mkdtempSync(join(tmpdir(), 'rmm-dashboard-'));
    await buildDashboard(ROOT, join(target, 'dashboard'));
  });
  afterAll(() => rmSync(target, { recursive: true }));
  return () => join(target, 'dashboard');
}
