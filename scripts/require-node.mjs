// Every npm script starts here: the project runs the .ts files directly, which needs Node 22.19 or
// newer. The npm package `node` puts the pinned version first on the path of npm scripts; this says
// so when it is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `This project needs Node 22.19 or newer, but this is ${process.version}.\n` +
      'Run `npm ci` first: it installs the pinned Node into node_modules, and every npm script uses that one.\n' +
      'If you did, its install script was blocked: package.json must list "node" under "allowScripts".',
  );
  process.exit(1);
}
