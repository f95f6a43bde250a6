import type { Check } from "./check";

/** Whether Node.js keeps what it compiles, which decides how soon each of Pulumi's commands starts. */
export function checkStart(env: NodeJS.ProcessEnv): Check {
  const { NODE_COMPILE_CACHE: folder, NODE_DISABLE_COMPILE_CACHE: refused } = env;
  const advice = "set the environment variable NODE_COMPILE_CACHE to a folder of your own (Node.js 22 or newer)";
  if (refused !== undefined) return found("NODE_DISABLE_COMPILE_CACHE has Node.js compile everything at each command");
  if (folder !== undefined && folder !== "") return found("Node.js keeps what it compiles: NODE_COMPILE_CACHE is set");
  return found(`Node.js compiles Pulumi's SDK anew at each command; to have commands start sooner, ${advice}`);
}

function found(message: string): Check {
  return { check: "start", status: "ok", message };
}
