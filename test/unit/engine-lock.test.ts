import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const script = (name: string) => join(__dirname, "../support", name);

let folder: string;
let lock: string;
const started: ChildProcessWithoutNullStreams[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(folder, "lock");
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function holder(worker?: number): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [script("hold-lock.mjs"), lock, ...(worker ? [String(worker)] : [])]);
  started.push(child);
  return child;
}

async function nextText(stream: NodeJS.ReadableStream): Promise<string> {
  const [chunk] = (await once(stream, "data")) as [Buffer];
  return chunk.toString();
}

test("a second process waits, says for whom, and holds the lock once it is given back", async () => {
  const first = holder();
  expect(await nextText(first.stdout)).toBe("held\n");

  const second = holder();
  expect(await nextText(second.stderr)).toBe(`Waiting for process ${first.pid}, which is testing.\n`);

  first.stdin.end();
  expect(await nextText(second.stdout)).toBe("held\n");
});

test("a lock whose holder was killed is taken over", async () => {
  const first = holder();
  await nextText(first.stdout);
  first.kill("SIGKILL");
  await once(first, "exit");

  expect(await nextText(holder().stdout)).toBe("held\n");
});

test("the lock of a killed holder is held on until its worker has ended", async () => {
  const worker = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  started.push(worker);
  const first = holder(worker.pid);
  await nextText(first.stdout);
  first.kill("SIGKILL");
  await once(first, "exit");

  const second = holder();
  expect(await nextText(second.stderr)).toBe(`Waiting for process ${worker.pid}, which is testing.\n`);
  worker.stdin.end();
  expect(await nextText(second.stdout)).toBe("held\n");
});

test("a lock whose holder's pid now belongs to another process is taken over", async () => {
  mkdirSync(lock);
  symlinkSync(`${process.pid}@started-long-ago`, join(lock, "1"));

  expect(await nextText(holder().stdout)).toBe("held\n");
});

test("of many processes that find a dead holder only one at a time gets the lock", async () => {
  mkdirSync(lock);
  symlinkSync("1@never", join(lock, "1"));
  const file = join(folder, "count");
  writeFileSync(file, "0");

  const counters = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [script("count-under-lock.mjs"), lock, file, "25"], { stdio: "inherit" }),
  );
  const codes = await Promise.all(counters.map(async (counter) => (await once(counter, "exit"))[0] as number));

  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(file, "utf8")).toBe("100");
});

test("tickets of earlier holders are cleared away", async () => {
  for (const _ of [1, 2, 3]) {
    const child = holder();
    await nextText(child.stdout);
    child.stdin.end();
    await once(child, "exit");
  }
  expect(readdirSync(lock).length).toBeLessThanOrEqual(2);
});
