// After `npm ci`: says which Node the npm scripts use where the one that runs npm is older than the
// project needs. npm itself would say so once for each package (see .npmrc). Under npm, `node` is
// the pinned one already; npm says which one it runs on.
const NEEDED = [22, 19];
const isOlder = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]);
};

const own = / node\/v([\d.]+)/.exec(process.env.npm_config_user_agent ?? '')?.[1] ?? process.versions.node;
const used = process.versions.node;
if (isOlder(used)) {
  console.log(
    `Node ${used} is too old: ${NEEDED.join('.')} or newer is needed, and the one this project brings is not there.`,
  );
} else if (isOlder(own)) {
  console.log(
    `Your Node ${own} is older than ${NEEDED.join('.')}. That is fine: npm scripts here use Node ${used}, which was just installed.`,
  );
}
