// Writes the conformance table into dev/host/README.md: node --disable-warning=ExperimentalWarning
// test/host/conformance/write-table.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { type CaseResult, replay } from './driver.ts';
import { PLANS } from './plans.ts';
import { recordingNames } from './recording.ts';
import { conformanceTable, withTable } from './table.ts';

const README = new URL('../../../dev/host/README.md', import.meta.url);
const results: CaseResult[] = [];
for (const name of recordingNames()) results.push(...(await replay(name, PLANS[name])));
writeFileSync(README, withTable(readFileSync(README, 'utf8'), conformanceTable(results)));
