import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { constants, gunzipSync } from "node:zlib";

import { processesBelow } from "../processes";
import { secretsIn } from "./scan";

/** All that is written or shown while secrets are at work, by its channel. */
export class Channels {
  private readonly texts = new Map<string, Set<string>>();

  /** What a channel has said. */
  add(channel: string, text: string): void {
    const texts = this.texts.get(channel) ?? new Set();
    this.texts.set(channel, texts.add(text));
  }

  /** All files below a folder with their names; packed ones as what is in them. Links are not followed. */
  async addFolder(channel: string, folder: string, isTaken: (path: string) => boolean = () => true): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      if (!isTaken(name)) continue;
      this.add(`${channel}, names`, name);
      if (entry.isFile()) this.add(`${channel}, ${name}`, await contentOf(path));
    }
  }

  /** The arguments of all processes that this one starts, and that those start, until the work is done. */
  async watching<Result>(channel: string, work: Promise<Result>): Promise<Result> {
    const progress = { isOver: false };
    const watched = (async () => {
      while (!progress.isOver) {
        for (const { args } of await processesBelow(process.pid)) this.add(channel, args);
        await pause(20);
      }
    })();
    try {
      return await work;
    } finally {
      progress.isOver = true;
      await watched;
    }
  }

  /** Names of channels that have said anything. */
  get names(): readonly string[] {
    return [...this.texts].filter(([, texts]) => [...texts].some((text) => text !== "")).map(([name]) => name);
  }

  /** What the channels tell of secrets. */
  leaks(secrets: readonly string[]): string[] {
    return [...this.texts].flatMap(([channel, texts]) =>
      secretsIn([...texts].join("\n"), secrets).map((found) => `${channel}: ${found}`),
    );
  }
}

async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  // A log that is still written has no end.
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
}
