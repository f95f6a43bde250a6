// The real `pulumi` and the emulator as the tests, the demo and the benchmarks run them. CommonJS, which jest can load.
const { spawn } = require("node:child_process");
const { mkdir, symlink } = require("node:fs/promises");
const { dirname, join } = require("node:path");
const { createInterface } = require("node:readline");

/** The folder of this checkout. */
const checkout = dirname(require.resolve("../package.json"));

/** Makes Pulumi's home and its backend in a folder, and answers the environment in which nothing of the user's is used. */
async function makePulumiHome(folder) {
  for (const name of ["home", "backend"]) await mkdir(join(folder, name));
  return {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** Makes packages of this checkout the packages of a project; `pulumi-scp` is the checkout itself. */
async function linkPackages(folder, names) {
  const modules = join(folder, "node_modules");
  await mkdir(modules);
  for (const name of names) await symlink(join(checkout, "node_modules", name), join(modules, name));
  await symlink(checkout, join(modules, "pulumi-scp"));
}

/** Runs a command to its end; `output` is what both streams said. */
function runCommand(command, args, { cwd, env }) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 255, output }));
  });
}

/** Runs `pulumi`; `options` are the project's folder and the environment. */
function pulumi(args, options) {
  return runCommand("pulumi", [...args, "--non-interactive", "--color", "never"], options);
}

/** Runs `pulumi` and fails with its whole output where it does not succeed. */
async function pulumiMust(args, options) {
  const result = await pulumi(args, options);
  if (result.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${result.code}:\n${result.output}`);
  return result;
}

/** The emulator as users start it: built, in a process of its own. `stdio` is as for `spawn`; the options are Node's. */
function spawnEmulator(args, stdio, nodeOptions = []) {
  return spawn(process.execPath, [...nodeOptions, join(checkout, "dist", "emulator", "cli.js"), ...args], { stdio });
}

/** Starts a quiet emulator; resolves to what its first line says, and how to stop it. */
async function startEmulator() {
  const child = spawnEmulator(["--quiet"], ["ignore", "pipe", "inherit"]);
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the emulator ended with ${code}`)));
  });
  return { ...JSON.parse(line), close: () => child.kill("SIGTERM") };
}

module.exports = {
  checkout,
  linkPackages,
  makePulumiHome,
  pulumi,
  pulumiMust,
  runCommand,
  spawnEmulator,
  startEmulator,
};
