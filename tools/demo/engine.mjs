// Runs `pulumi` on the quick start with a home, a backend and a stack of its own, and shows what matters of its output.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function openStack(checkout, cloudEnv) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-demo-"));
  const home = join(folder, "home");
  const backend = join(folder, "backend");
  await Promise.all([mkdir(home), mkdir(backend)]);
  // The settings file of a stack stands beside Pulumi.yaml: a name of its own keeps two demos apart.
  const stack = `demo-${process.pid}`;
  const env = {
    ...withoutUsersSettings(process.env),
    ...cloudEnv,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_STACK: stack,
  };

  function pulumi(...args) {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: checkout,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, output }));
    });
  }

  async function must(...args) {
    const result = await pulumi(...args);
    if (result.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${result.code}:\n${result.output}`);
    return result.output;
  }

  await must("stack", "init", stack);
  return {
    pulumi,
    must,
    outputs: async () => JSON.parse(await must("stack", "output", "--json")),
    remove: async () => {
      await rm(join(checkout, `Pulumi.${stack}.yaml`), { force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a user has set for his own stacks and accounts does not reach the demo. */
function withoutUsersSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PULUMI_(?!SCP_)|SCP_|SPACEONE_)/.test(name)));
}

/**
 * The lines that say what happened to the key and its inputs. Times differ from run to run and are left out, as is what
 * the stack itself reports.
 */
export function changesIn(output) {
  return output
    .split("\n")
    .filter((line) => /^\s*[~+-]+ *\w/.test(line) && !/pulumi:pulumi:Stack|pulumi:providers/.test(line))
    .filter((line) => line.includes("pulumi-nodejs:dynamic/") || line.includes(" => "))
    .filter((line) => !/\d{4}-\d\d-\d\dT/.test(line))
    .map((line) => line.replace("pulumi-nodejs:dynamic/scp:", "").replace(/ +: /, ": ").trimEnd());
}
