// A Pulumi project in a temporary folder, with this checkout and the floor as its packages.
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, linkPackages, makePulumiHome, pulumiMust } from "../tools/stack.cjs";

export async function openProject(program, extraEnv) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-bench-"));
  const modules = join(folder, "node_modules");
  await linkPackages(folder, ["@pulumi"]);
  await mkdir(join(modules, "bench-floor"));
  await symlink(join(checkout, "bench", "floor.cjs"), join(modules, "bench-floor", "index.cjs"));
  await writeFile(join(modules, "bench-floor", "package.json"), '{"name":"bench-floor","main":"index.cjs"}');
  await writeFile(join(folder, "package.json"), '{"name":"bench","private":true}');
  await writeFile(join(folder, "index.js"), program);
  await writeFile(
    join(folder, "Pulumi.yaml"),
    "name: bench\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n",
  );
  const env = { ...process.env, ...(await makePulumiHome(folder)), ...extraEnv };

  async function pulumi(...args) {
    const started = performance.now();
    await pulumiMust(args, { cwd: folder, env });
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
