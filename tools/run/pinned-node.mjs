// Everything runs on the Node of package-lock.json, whichever Node has started it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../child.mjs";
import { binFolder, log, root, withPath } from "./project.mjs";

const pinnedNode = join(binFolder, "node");
/** Names the Node that a run was handed to: that run does not hand itself on again. */
const handedTo = "PULUMI_SCP_NODE";

export function shouldHandOver() {
  if (process.env[handedTo] === pinnedNode) return false;
  if (existsSync(pinnedNode)) return true;
  log(`The package node has no binary here (its install script was not run?): going on with ${process.version}.`);
  return false;
}

/** Runs `script` with `args` on the pinned Node and resolves to its exit code. */
export function handOver(script, args) {
  const env = { ...withPath([binFolder]), [handedTo]: pinnedNode };
  return run(pinnedNode, [script, ...args], { cwd: root, env });
}
