// A lock between processes that a killed holder cannot keep: whoever comes next sees that the holder runs no more.
//
// The lock is a folder of numbered tickets, and the highest ticket says who holds it. A ticket is a symbolic link,
// because a link is made in one step together with its text (the holders' identities) and never replaces another.
// Numbers only grow: taking over from a dead holder means making the next number, which only one process can do, and
// no process ever removes a ticket that somebody else may be about to judge.
import { mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { progressMs } from "./child.mjs";
import { isRunning, pidOf, processIdentity } from "./process-identity.mjs";

const free = "free";
const pollMs = 200;

/**
 * Runs `work` while no other process holds the lock `folder`. `doing` says what holders do, for those who wait.
 *
 * `work` is given `holdFor(pid)`: should this process be killed, the lock is held on until the process `pid`, which
 * does its work, has ended too.
 */
export async function withLock(folder, { doing, log }, work) {
  const me = processIdentity(process.pid);
  let ticket = await take(folder, me, waitingLine(doing, log));
  const holdFor = (pid) => {
    const worker = processIdentity(pid);
    if (worker !== undefined && make(folder, ticket + 1, `${me} ${worker}`)) ticket += 1;
  };
  try {
    return await work({ holdFor });
  } finally {
    release(folder, ticket);
  }
}

async function take(folder, me, onWait) {
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const newest = newestTicket(folder);
    const holders = newest === 0 ? free : holdersOf(folder, newest);
    if (holders === undefined) continue; // removed since by the holder of a newer one
    const holder = holders === free ? undefined : holders.split(" ").find(isRunning);
    if (holder !== undefined) {
      onWait(pidOf(holder));
      await pause(pollMs);
      continue;
    }
    const mine = newest + 1;
    if (!make(folder, mine, me)) continue; // another process was faster
    if (newestTicket(folder) === mine) {
      removeTicketsBelow(folder, mine);
      return mine;
    }
    // Newer tickets had come and gone between looking and making: this number was free again, but means nothing.
    rmSync(join(folder, String(mine)), { force: true });
  }
}

/** One line when the waiting starts, and one from time to time as long as it goes on. */
function waitingLine(doing, log) {
  const since = Date.now();
  let nextAt = since;
  return (pid) => {
    if (Date.now() < nextAt) return;
    const seconds = Math.round((Date.now() - since) / 1000);
    log(`Waiting for process ${pid}, which is ${doing}${seconds > 0 ? ` (${seconds} s so far)` : ""}.`);
    nextAt = Date.now() + progressMs;
  };
}

function release(folder, ticket) {
  try {
    make(folder, ticket + 1, free);
  } catch (error) {
    if (error.code !== "ENOENT") throw error; // the whole folder was removed meanwhile: nothing to release
  }
}

function tickets(folder) {
  return readdirSync(folder).map(Number).filter(Number.isInteger);
}

function newestTicket(folder) {
  return Math.max(0, ...tickets(folder));
}

function removeTicketsBelow(folder, ticket) {
  for (const older of tickets(folder).filter((number) => number < ticket)) {
    rmSync(join(folder, String(older)), { force: true });
  }
}

function holdersOf(folder, ticket) {
  try {
    return readlinkSync(join(folder, String(ticket)));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function make(folder, ticket, holders) {
  try {
    symlinkSync(holders, join(folder, String(ticket)));
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}
