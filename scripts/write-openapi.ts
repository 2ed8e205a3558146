import { writeFileSync } from 'node:fs';
import { openapiDocument } from '../dev/openapi/document.ts';

// Writes the description of the API, docs/openapi.json, from the schemas of the handlers. A test
// compares.
writeFileSync('docs/openapi.json', `${JSON.stringify(openapiDocument(), null, 2)}\n`);
