// `npm run simulator -- --scenario NAME [--port N] [--seed N]`: a stand-in for Atera and Automox to
// point the product (or curl) at.
import { parseArgs } from 'node:util';
import { systemClock } from '../../shared/clock.ts';
import { findScenario, listScenarios } from './scenarios/find.ts';
import { startSimulator } from './simulator.ts';

const USAGE = `Usage: npm run simulator -- --scenario NAME [--port N] [--seed N]\nScenarios:\n${listScenarios()}`;

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { scenario: name, port, seed } = readArguments();
  if (name === undefined) throw new Error(`Name a scenario.\n${USAGE}`);
  const scenario = findScenario(name);
  const simulator = await startSimulator({ clock: systemClock, port, seed, scenario });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
  const lines = [
    `Scenario ${scenario.name}: ${scenario.description}`,
    `Atera API: ${simulator.ateraBaseUrl}`,
    `Header:    X-API-KEY: ${simulator.keys.current}   (made up for this run)`,
    `Automox API: ${simulator.automoxBaseUrl} (organisation ${simulator.automox.id})`,
    `Header:    Authorization: Bearer ${simulator.automoxKeys.current}`,
    'Ctrl-C stops it.',
  ];
  console.log(lines.join('\n'));
}

function readArguments() {
  const options = { scenario: { type: 'string' }, port: { type: 'string' }, seed: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  return {
    scenario: values.scenario,
    port: wholeNumber('port', values.port ?? '0', 65_535),
    seed: wholeNumber('seed', values.seed ?? '1', 2 ** 31 - 1),
  };
}

function wholeNumber(name: string, text: string, highest: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > highest)
    throw new Error(`--${name} must be a whole number from 0 to ${highest}, not "${text}".\n${USAGE}`);
  return value;
}
