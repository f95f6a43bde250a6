// A Pulumi project in a temporary folder, with this checkout and the floor as its packages.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function openProject(checkout, program, extraEnv) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-bench-"));
  const modules = join(folder, "node_modules");
  for (const name of ["home", "backend", "node_modules", "node_modules/bench-floor"]) await mkdir(join(folder, name));
  await symlink(join(checkout, "node_modules", "@pulumi"), join(modules, "@pulumi"));
  await symlink(checkout, join(modules, "pulumi-scp"));
  await symlink(join(checkout, "bench", "floor.cjs"), join(modules, "bench-floor", "index.cjs"));
  await writeFile(join(modules, "bench-floor", "package.json"), '{"name":"bench-floor","main":"index.cjs"}');
  await writeFile(join(folder, "package.json"), '{"name":"bench","private":true}');
  await writeFile(join(folder, "index.js"), program);
  await writeFile(
    join(folder, "Pulumi.yaml"),
    "name: bench\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n",
  );
  const env = {
    ...process.env,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...extraEnv,
  };

  async function pulumi(...args) {
    const started = performance.now();
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], { cwd: folder, env });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output.slice(-3000)}`);
    return performance.now() - started;
  }

  await pulumi("stack", "init", "bench");
  return {
    pulumi,
    /** One resource's inputs and outputs as the state holds them. */
    storedResource: async () => {
      const file = join(folder, "export.json");
      await pulumi("stack", "export", "--file", file);
      const { deployment } = JSON.parse(await readFile(file, "utf8"));
      const { inputs, outputs } = deployment.resources.find(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
      return { inputs, outputs };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
