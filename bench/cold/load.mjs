// `node load.mjs FILE [OTHER...]`: loads a Functions app as the worker does, and prints as JSON
// what that took: `ms` and `cpuMs` for the files together, `rssMb` of the process afterwards, and
// how many `functions` were registered. No host, no storage, no settings read here.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const CORE = 'stand-in:core';
const files = process.argv.slice(2);
let functions = 0;
let model;

globalThis.functionsCore = {
  version: '4.1045.200',
  hostVersion: '4.1045.200',
  Disposable: class {},
  registerFunction: () => {
    functions++;
    return { dispose() {} };
  },
  registerHook: () => ({ dispose() {} }),
  setProgrammingModel: (given) => {
    model = given;
  },
  getProgrammingModel: () => model,
  log() {},
};
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@azure/functions-core'
      ? { url: CORE, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === CORE
      ? { format: 'commonjs', source: 'module.exports = globalThis.functionsCore;', shortCircuit: true }
      : next(url, context),
});

const cpuBefore = process.cpuUsage();
const before = performance.now();
for (const file of files) await import(pathToFileURL(file).href);
const ms = performance.now() - before;
const { user, system } = process.cpuUsage(cpuBefore);
const rssMb = process.memoryUsage().rss / 2 ** 20;
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1_000, rssMb, functions }));
