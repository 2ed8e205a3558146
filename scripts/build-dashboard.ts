// `npm run build:dashboard`: builds the dashboard into `dist/dashboard`, from where the app serves
// it when it runs from the sources or from `dist`.
import { join, resolve } from 'node:path';
import { buildDashboard } from './dashboard/build-dashboard.ts';

const ROOT = resolve(import.meta.dirname, '..');

await buildDashboard(ROOT, join(ROOT, 'dist', 'dashboard'));
