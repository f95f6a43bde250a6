// Folders that are there whole or not at all, without a lock: each is made in a workspace beside its place and renamed.
// Runs at the same time may make the same folder; all but the first throw theirs away.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Nothing takes so long to make: an older workspace belongs to a run that was killed. */
const oldestWorkspaceMs = 24 * 60 * 60 * 1000;

/** Makes `folder` where `isWhole(folder)` is false; `fill(made)` fills the folder that gets its name. */
export async function makeWhole(folder, { isWhole, fill }) {
  if (isWhole(folder)) return;
  await withWorkspace(folder, async (workspace) => {
    const made = join(workspace, basename(folder));
    mkdirSync(made);
    await fill(made);
    if (!isWhole(made)) throw new Error(`${basename(folder)} was made, but not all that belongs into it.`);
    if (isWhole(folder)) return; // another run was faster
    moveAside(folder, join(workspace, "replaced"));
    try {
      renameSync(made, folder);
    } catch (error) {
      if (!isWhole(folder)) throw error;
    }
  });
}

/** Gives `work` an empty folder beside `target`, on the same file system, and removes it afterwards. */
export async function withWorkspace(target, work) {
  const prefix = `${basename(target)}.partial-`;
  removeLeftovers(dirname(target), prefix);
  const workspace = mkdtempSync(join(dirname(target), prefix));
  const remove = () => rmSync(workspace, { recursive: true, force: true });
  process.once("exit", remove); // a signal ends the process without coming back here
  try {
    return await work(workspace);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

function removeLeftovers(parent, prefix) {
  const workspaces = readdirSync(parent).filter((name) => name.startsWith(prefix));
  for (const workspace of workspaces.map((name) => join(parent, name)).filter(isOld)) {
    rmSync(workspace, { recursive: true, force: true });
  }
}

function isOld(workspace) {
  const stats = statSync(workspace, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > oldestWorkspaceMs;
}

/** A folder that is there but not whole, such as one of which files were removed by hand. */
function moveAside(folder, place) {
  try {
    renameSync(folder, place);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
