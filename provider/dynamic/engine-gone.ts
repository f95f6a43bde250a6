import { pluginMain } from "./plugin-main";

let isDone = false;

/**
 * Ends Pulumi's plugin process when nobody reads what it writes: its engine was killed. Pulumi's own handler of errors would
 * write of the failed write, which fails as well, and so on with all of a processor.
 */
export function endWithEngine(): void {
  if (isDone || pluginMain() === undefined) return;
  isDone = true;
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(1));
}
