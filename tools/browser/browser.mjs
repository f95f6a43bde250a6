// Finds the browser in which the tests open the emulator's page and the site, or installs it where that needs no question.
import { runQuietly, lastLines } from "../child.mjs";
import { findOnPath } from "../engine/path-engine.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The path of a browser: PULUMI_SCP_BROWSER, else a Chromium or Chrome on PATH, else Debian's, which is installed where
 * this process may do so; "none" where there is none. `log` gets a line before anything that takes long.
 */
export async function ensureBrowser({ log }) {
  try {
    return await findOrInstall(log);
  } catch (error) {
    log(`${error.message}\nThe tests of the emulator's page and of the site are skipped.`);
    return "none";
  }
}

async function findOrInstall(log) {
  const found = process.env.PULUMI_SCP_BROWSER || find();
  if (found) return found;
  if (process.getuid?.() !== 0 || !findOnPath("apt-get")) throw missing();
  log("Installing Debian's package chromium, for the tests of the emulator's page and of the site.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const { code, output } = await runQuietly("apt-get", args, { env });
    if (code !== 0) throw new Error(`apt-get ${args[0]} failed:\n${lastLines(output)}`);
  }
  return find() ?? Promise.reject(missing());
}

function find() {
  return names.map(findOnPath).find((path) => path !== undefined);
}

function missing() {
  return new Error("No browser is at hand: install Chromium or Chrome, or set PULUMI_SCP_BROWSER to the path of one.");
}
