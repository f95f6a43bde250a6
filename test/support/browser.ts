import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

/** A headless Chromium. Nothing of the user's own is used, and nothing is kept. */
export function launchBrowser(): Promise<Browser> {
  // As root, Chromium's sandbox does not start; the only pages that are opened are this project's own.
  return chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
}

/** `npm test` sets the variable; a test that is run alone looks on PATH. */
function browserPath(): string {
  const given = process.env["PULUMI_SCP_BROWSER"];
  if (given !== undefined && given !== "") return given;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(existsSync);
  if (found === undefined) throw new Error("no browser: install Chromium, or set PULUMI_SCP_BROWSER");
  return found;
}
