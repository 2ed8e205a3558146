// `node scripts/test-counts.mjs REPORT`: prints `N passed, N failed` from Vitest's JSON report, all
// projects together. A file that fails outside of its tests (an import, a hook, a leak) counts as
// one failure. Exit code 1 unless at least one test passed and none failed.
import { readFileSync } from 'node:fs';

const files = readReport(process.argv[2] ?? '');
const count = (file, status) => file.assertionResults.filter((test) => test.status === status).length;
const passed = files.reduce((sum, file) => sum + count(file, 'passed'), 0);
const failed = files.reduce((sum, file) => sum + Math.max(count(file, 'failed'), file.status === 'failed' ? 1 : 0), 0);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch {
    // No report: the run ended before Vitest could write one.
    return [];
  }
}
