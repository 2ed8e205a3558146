import { readFileSync, writeFileSync } from 'node:fs';
import { policyJsonSchema, policyTable } from '../shared/policy/describe.ts';

// Writes what follows from the policy's zod schema: policy.schema.json, and the table in
// docs/policy.md. A test compares.
writeFileSync('policy.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);

const docs = 'docs/policy.md';
const [before = '', , after = ''] = readFileSync(docs, 'utf8').split(/(?<=<!-- table -->\n)|(?=<!-- end of table -->)/);
writeFileSync(docs, `${before}\n${policyTable()}\n\n${after}`);
