// `npm run deploy:link [REMOTE]`: the button that deploys this repository, for its README; and where
// the links of alert mails are to lead. From the Git remote `origin`, unless one is given.
import { execFileSync } from 'node:child_process';
import { deployButton, repositoryOf } from './deploy/deploy-link.ts';

const git = (...args: string[]) =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

function originOrNone(): string {
  try {
    return git('remote', 'get-url', 'origin');
  } catch {
    return '';
  }
}

const remote = process.argv[2] ?? originOrNone();
const repository = repositoryOf(remote);
if (repository) {
  console.log(deployButton(repository, 'main'));
  console.log(`azd env set REPOSITORY_URL https://github.com/${repository.owner}/${repository.name}`);
} else {
  console.error(
    remote ? `${remote} is not on GitHub.` : 'There is no Git remote "origin". Name one: npm run deploy:link -- URL',
  );
  process.exitCode = 1;
}
