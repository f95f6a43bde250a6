// Takes the lock argv[2], says "held" on stdout, and gives it back when stdin ends. argv[3] is the pid of a worker.
import { withLock } from "../../tools/lock.mjs";

await withLock(process.argv[2], { doing: "testing", log: (line) => console.error(line) }, async ({ holdFor }) => {
  if (process.argv[3]) holdFor(Number(process.argv[3]));
  console.log("held");
  for await (const _ of process.stdin);
});
