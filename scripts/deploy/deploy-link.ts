/** Where a repository is on GitHub. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** Returns the repository of a Git remote on GitHub, undefined for any other. */
export function repositoryOf(remote: string): Repository | undefined {
  const found =
    /^(?:https:\/\/(?:[^@/]+@)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
      remote.trim(),
    );
  const [, owner, name] = found ?? [];
  return owner && name ? { owner, name } : undefined;
}

/** Returns the button that opens the template of a repository in the portal, as Markdown. */
export function deployButton({ owner, name }: Repository, branch: string): string {
  const template = `https://raw.githubusercontent.com/${owner}/${name}/${branch}/infra/main.json`;
  const portal = `https://portal.azure.com/#create/Microsoft.Template/uri/${encodeURIComponent(template)}`;
  return `[![Deploy to Azure](https://aka.ms/deploytoazurebutton)](${portal})`;
}
