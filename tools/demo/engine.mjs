// Runs `pulumi` on the quick start with a home, a backend and a stack of its own, and shows what matters of its output.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, makePulumiHome, pulumi, pulumiMust } from "../stack.cjs";

export async function openStack(cloudEnv) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-demo-"));
  // The settings file of a stack stands beside Pulumi.yaml: a name of its own keeps two demos apart.
  const stack = `demo-${process.pid}`;
  const env = {
    ...withoutUsersSettings(process.env),
    ...cloudEnv,
    ...(await makePulumiHome(folder)),
    PULUMI_STACK: stack,
    // tsc has checked the program's types already, as those of all examples.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };

  const options = { cwd: checkout, env };
  const must = async (...args) => (await pulumiMust(args, options)).output;

  await must("stack", "init", stack);
  return {
    pulumi: (...args) => pulumi(args, options),
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
