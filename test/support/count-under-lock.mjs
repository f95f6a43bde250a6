// Adds one to the number in the file argv[3], argv[4] times, each time under the lock argv[2]. Reading and writing are
// apart on purpose: a second holder would make a count get lost.
import { readFileSync, writeFileSync } from "node:fs";
import { setImmediate as otherWork } from "node:timers/promises";
import { withLock } from "../../tools/lock.mjs";

const [lock, file, times] = process.argv.slice(2);
for (let time = 0; time < Number(times); time++) {
  await withLock(lock, { doing: "counting", log: () => {} }, async () => {
    const count = Number(readFileSync(file, "utf8"));
    await otherWork();
    writeFileSync(file, String(count + 1));
  });
}
