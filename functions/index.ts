import { readSettings } from '../shared/settings.ts';
import { buildDependencies } from './dependencies.ts';
import { registerApp } from './register.ts';
import { startTelemetry } from './start-telemetry.ts';

// The entry that `main` in package.json names: a missing or wrong setting stops the start here,
// with a message that names it.
const settings = readSettings();
registerApp(buildDependencies(settings, startTelemetry(settings)));
