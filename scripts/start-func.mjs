// `npm run start:func`: builds the app and runs it on the real Azure Functions host (Core Tools 4).
// Arguments go on to `func start`, for instance `npm run start:func -- --port 7072`.
import { spawn, spawnSync } from 'node:child_process';

// npm and func are .cmd files on Windows, which only a shell starts.
const shell = process.platform === 'win32';

const found = spawnSync('func', ['--version'], { encoding: 'utf8', shell });
const version = found.status === 0 ? found.stdout.trim() : undefined;
if (!version?.startsWith('4.')) {
  console.error(
    `${version ? `Azure Functions Core Tools ${version} is installed, but this app needs version 4.` : 'Azure Functions Core Tools (the command `func`) is not on the path.'}\n` +
      'Get it with one of\n' +
      '  npm install --global azure-functions-core-tools@4\n' +
      '  brew tap azure/functions && brew install azure-functions-core-tools@4\n' +
      '  winget install Microsoft.Azure.FunctionsCoreTools\n' +
      '  apt-get install azure-functions-core-tools-4   (from the Microsoft package feed)\n' +
      'and start again. `npm start` runs the same app without it.',
  );
  process.exit(1);
}

const build = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell });
if (build.status !== 0) process.exit(build.status ?? 1);

const { TASKHUB_NAME } = process.env;
const env = {
  ...process.env,
  FUNCTIONS_WORKER_RUNTIME: 'node',
  // host.json names the hub itself, because an unset %TASKHUB_NAME% there would stop the host. This
  // overrides it.
  ...(TASKHUB_NAME ? { AzureFunctionsJobHost__extensions__durableTask__hubName: TASKHUB_NAME } : {}),
};
const host = spawn('func', ['start', ...process.argv.slice(2)], { stdio: 'inherit', env, shell });
// In a terminal Ctrl-C reaches func by itself, and a second one would cut its ending short; staying
// lets it finish.
process.on('SIGINT', () => process.stdin.isTTY || host.kill('SIGINT'));
process.on('SIGTERM', () => host.kill('SIGTERM'));
host.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
