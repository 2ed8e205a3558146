import { join, resolve } from 'node:path';
import { buildDashboard } from '../../scripts/dashboard/build-dashboard.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Builds the dashboard into the folder of this demo, and returns where it is. */
export async function builtInto(folder: string): Promise<string> {
  const target = join(folder, 'dashboard');
  await buildDashboard(ROOT, target);
  return target;
}
