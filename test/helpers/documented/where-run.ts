/**
 * How a documented command is tested. `here`: by the test of this table, with the exit code that it
 * ends with on a machine without Azure, and what it says. `by`: a file that runs it, and the text by
 * which it does. `not`: why it cannot be run by a test.
 */
export type WhereRun =
  | { readonly here: number; readonly says: RegExp }
  | { readonly by: string; readonly as: string }
  | { readonly not: string };

const AZURE = { not: 'needs an Azure subscription and whoever is signed in' };
const OWN = { not: 'is run by the file of its name; it takes longer than a change may' };
const CI = '.ci/run';

const byItself = (script: string): WhereRun => ({ ...OWN, not: `${OWN.not} (${script})` });

const RELEASE = { by: 'test/app/whole/release-command.test.ts', as: 'scripts/release' };

/** What needs Azure or GitHub, by name. */
const IN_AZURE = [
  ...['azd auth login', 'azd deploy', 'azd down', 'azd env new NAME', 'azd env new north-msp', 'azd env set', 'azd up'],
  ...['azd env set ALERT_EMAIL night@your-msp.example', 'azd env set AUTH_CLIENT_ID "$CLIENT"'],
  ...['azd env set CLOSE_VAULT false', 'azd env set CLOSE_VAULT true', 'azd env set NAME VALUE'],
  ...['azd env set NODE_MAJOR 22', 'azd env set POLICY_TECHNICIAN_EMAIL automation@your-msp.example'],
  ...['azd env set POLICY_TIME_ZONE Europe/Berlin', 'azd hooks run postprovision', 'azd provision'],
  ...['azd pipeline config --provider github --auth-type federated', 'azd provision --preview'],
  ...['az ad app delete --id CLIENT', 'az ad signed-in-user show --query id', 'az ad sp create --id "$CLIENT"'],
  ...['az functionapp list-flexconsumption-locations', 'az keyvault recover --name NAME', 'az login'],
  'CLIENT=$(az ad app create --display-name "RMM Remediation" --sign-in-audience AzureADMyOrg --app-roles @infra/app-roles.json --enable-id-token-issuance true --web-redirect-uris "$APP_URL/.auth/login/aad/callback" --query appId -o tsv)',
  'az ad app federated-credential create --id "$CLIENT" --parameters "{\\"name\\": \\"app\\", \\"issuer\\": \\"https://login.microsoftonline.com/$(az account show --query tenantId -o tsv)/v2.0\\", \\"subject\\": \\"$IDENTITY_PRINCIPAL_ID\\", \\"audiences\\": [\\"api://AzureADTokenExchange\\"]}"',
  'KEY=$(az functionapp keys list -g "$AZURE_RESOURCE_GROUP" -n "$AZURE_FUNCTION_APP" --query functionKeys.default -o tsv)',
  'az functionapp restart -g "$AZURE_RESOURCE_GROUP" -n "$AZURE_FUNCTION_APP"',
  'az functionapp show -g "$AZURE_RESOURCE_GROUP" -n "$AZURE_FUNCTION_APP" --query state',
  'az functionapp stop -g "$AZURE_RESOURCE_GROUP" -n "$AZURE_FUNCTION_APP"',
  'az functionapp start -g "$AZURE_RESOURCE_GROUP" -n "$AZURE_FUNCTION_APP"',
  '(cd dist/package && func azure functionapp publish YOUR-APP --javascript --no-build)',
  'eval "$(azd env get-values)"',
];

/** Every command of the pages but the `curl` lines, which test/app/api/documented-requests.test.ts runs. */
export const WHERE_RUN: Readonly<Record<string, WhereRun>> = {
  ...Object.fromEntries(IN_AZURE.map((command) => [command, AZURE])),
  'npm ci': { by: CI, as: 'step npm ci' },
  'npm start': { by: 'test/app/whole/start.test.ts', as: 'startChild(' },
  'npm start -- --once': { by: 'test/app/whole/start.test.ts', as: "startChild(folder, ['--once']" },
  'ATERA_API_KEY=… npm start': { by: 'test/app/whole/start.test.ts', as: 'realSettings(' },
  'npm test': { by: CI, as: 'step npm test' },
  'npm run check': { by: CI, as: 'step npm run check' },
  '.ci/run': { by: '.github/workflows/ci.yml', as: 'run: .ci/run' },
  'npm run simulator -- --scenario lively': { by: 'test/contract/simulator/simulator-start.test.ts', as: 'cli.ts' },
  'cp local.settings.sample.json local.settings.json': {
    by: 'test/unit/shared/settings.test.ts',
    as: 'local.settings.sample.json',
  },
  'npx azurite --inMemoryPersistence': { by: 'dev/azurite.ts', as: '--inMemoryPersistence' },
  'npm run start:func': { not: 'needs Core Tools; test:host runs the same package where they are' },
  'func start': { not: 'needs Core Tools; test:host runs the same package where they are' },
  'npm run package': { by: CI, as: 'step npm run package' },
  'npm run new:playbook backup-failed': { by: 'test/unit/project/new-playbook.test.ts', as: 'new-playbook.ts' },
  'npm run new:playbook NAME': { by: 'test/unit/project/new-playbook.test.ts', as: 'new-playbook.ts' },
  ...Object.fromEntries(
    ['unit', 'replay', 'contract', 'app', 'host', 'browser'].map((project) => [
      `npm test -- --project ${project}`,
      { by: 'vitest.config.ts', as: `project('${project}', '${project}'` },
    ]),
  ),
  'npm run test:host': { by: '.github/workflows/ci.yml', as: 'run: npm run test:host' },
  'npm test -- test/unit/playbooks/disk-space/decide-disk.test.ts': { by: CI, as: 'step npm test' },
  'npm run test:node': { by: CI, as: 'step npm run test:node' },
  'npm run test:new-playbook': { by: CI, as: 'step npm run test:new-playbook' },
  'npm run test:fresh': byItself('test/fresh/run.ts'),
  'npm run test:budget:long': byItself('bench/budget-long.ts'),
  'npm run test:fuzz': byItself('test/fuzz/run.ts'),
  'npm run test:fuzz -- --answer': byItself('test/fuzz/run.ts'),
  'npm run test:kill': byItself('test/host/kill/run.ts'),
  'npm run test:interruptions': byItself('test/interruptions/run.ts'),
  'npm run bench:cold': byItself('bench/cold.ts'),
  'npm run bench:api': byItself('bench/api.ts'),
  'npm run bench:budget': byItself('bench/budget.ts'),
  'npm run bench:storm': byItself('bench/storm.ts'),
  'npm run bench:host': byItself('bench/host.ts'),
  'npm run bench:cost': byItself('bench/cost.ts'),
  'npm run bench:scale': byItself('bench/scale.ts'),
  'COST_PRICES=\'{"queue": 0.004, "table": 0.004, "blobRead": 0.004, "blobWrite": 0.05}\' npm run bench:cost':
    byItself('bench/cost.ts'),
  'npm run format': { by: 'test/unit/policy/policy-files.test.ts', as: 'policy.schema.json' },
  'npm run infra:check': { by: CI, as: 'step npm run infra:check' },
  'npm run infra:check -- --write': { not: 'writes infra/main.json; infra:check compares it' },
  'export KEY_VAULT_URL=https://YOUR-VAULT.vault.azure.net': { here: 0, says: /^$/ },
  'export STORAGE_CONNECTION=https://YOUR-ACCOUNT.table.core.windows.net': { here: 0, says: /^$/ },
  'npm run keys': { here: 1, says: /KEY_VAULT_URL is not set/ },
  'npm run keys -- --replace': { here: 1, says: /KEY_VAULT_URL is not set/ },
  'npm run keys -- --replace-link-key': { here: 1, says: /KEY_VAULT_URL is not set/ },
  'npm run keys -- notify-ops': { here: 1, says: /KEY_VAULT_URL is not set/ },
  'npm run package:settings': { here: 1, says: /FOLDER|folder/ },
  'npm run package:settings -- dist/package': {
    by: 'test/unit/infra/deploy-doc.test.ts',
    as: "run('package-settings.ts'",
  },
  'npm run deploy:link': { by: 'test/unit/infra/deploy-link.test.ts', as: 'scripts/deploy-link.ts' },
  'npm run tables': { here: 2, says: /Usage: .*npm run tables/ },
  'npm run tables -- backup FOLDER': { here: 2, says: /Usage: .*npm run tables/ },
  'npm run tables -- restore FOLDER': { here: 2, says: /Usage: .*npm run tables/ },
  'ATERA_API_KEY=… npm run backtest -- --html report.html': {
    by: 'test/contract/atera/backtest-command.test.ts',
    as: 'dev/backtest',
  },
  'npm run release': RELEASE,
  'npm run release -- minor': RELEASE,
  'npm run release -- minor --dry-run': RELEASE,
  'npm run release -- --fixtures': RELEASE,
  'git pull': { not: 'needs a remote' },
  'git switch --detach v1.2.0': { not: 'needs a release' },
};
