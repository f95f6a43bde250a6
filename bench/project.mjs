// A Pulumi project in a temporary folder, with this checkout and the floor as its packages.
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, linkPackages, makePulumiHome } from "../tools/stack.cjs";
import { measured } from "./measure.mjs";

export const commands = {
  up: ["up", "--yes", "--skip-preview", "--suppress-outputs"],
  "up, no change": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
  "refresh, 1 % drift": ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Packages that a program needs; those of the last line for one in TypeScript. */
const packages = ["@pulumi", "typescript", "ts-node", "@types"];

/** `main` may end with .ts: then Pulumi compiles it. `options` are those of the runtime in Pulumi.yaml. */
export async function openProject(program, extraEnv, { main = "index.js", options = ["typescript: false"] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-bench-"));
  const modules = join(folder, "node_modules");
  await linkPackages(folder, packages);
  await mkdir(join(modules, "bench-floor"));
  await symlink(join(checkout, "bench", "floor.cjs"), join(modules, "bench-floor", "index.cjs"));
  await writeFile(join(modules, "bench-floor", "package.json"), '{"name":"bench-floor","main":"index.cjs"}');
  await writeFile(join(folder, "package.json"), '{"name":"bench","private":true}');
  await writeFile(join(folder, main), program);
  const runtime = options.length === 0 ? "" : `\n  options:\n${options.map((line) => `    ${line}`).join("\n")}`;
  await writeFile(join(folder, "Pulumi.yaml"), `name: bench\nruntime:\n  name: nodejs${runtime}\nmain: ${main}\n`);
  const env = { ...process.env, ...(await makePulumiHome(folder)), ...extraEnv };
  const pulumi = (args, moreEnv = {}) =>
    measured("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: folder,
      env: { ...env, ...moreEnv },
    });

  await pulumi(["stack", "init", "bench"]);
  return {
    folder,
    env,
    pulumi,
    run: (step, moreEnv) => pulumi(commands[step], moreEnv),
    /** Bytes of the whole state as the backend holds it. */
    stateBytes: async () => (await stat(join(folder, "backend", ".pulumi", "stacks", "bench", "bench.json"))).size,
    /** The inputs and outputs of the first dynamic resource of a type, as the state holds them. */
    stored: async (type) => {
      const file = join(folder, "export.json");
      await pulumi(["stack", "export", "--file", file]);
      const { deployment } = JSON.parse(await readFile(file, "utf8"));
      const { inputs, outputs } = deployment.resources.find((one) => one.type === `pulumi-nodejs:dynamic/${type}`);
      return { inputs, outputs };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
