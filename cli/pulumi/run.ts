import { execFile } from "node:child_process";

import { UserError } from "../user-error";

/** A stack's state and configuration may be large. */
const maxBuffer = 1024 * 1024 * 1024;

/** What `pulumi` prints. Its own messages go on to the user; a failure ends the command. */
export async function pulumi(...args: string[]): Promise<string> {
  // It would ask whether there is a newer version.
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((resolve, reject) => {
    execFile("pulumi", [...args, "--non-interactive"], { maxBuffer, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === "ENOENT") {
        reject(new UserError("pulumi is not found on PATH: install it, or leave out what needs a stack"));
      } else reject(new UserError(`pulumi ${args.slice(0, 2).join(" ")} failed: ${stderr.trim() || error.message}`));
    });
  });
}
