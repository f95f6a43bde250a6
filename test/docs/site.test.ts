import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";

import { launchBrowser } from "../support/browser";
import { packageFolder } from "../support/project";
import { serveFolder } from "../support/static-site";

const run = promisify(execFile);
const script = join(packageFolder, "tools", "site.mjs");
const base = "/pulumi-scp/";

let folder: string;
let files: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "site-"));
  await run(process.execPath, [script, "--out", folder, "--base", base]);
  files = readdirSync(folder, { recursive: true, encoding: "utf8" });
});

afterAll(() => rm(folder, { recursive: true }));

const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const htmlFiles = (): string[] => files.filter((file) => file.endsWith(".html") && file !== "404.html");
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`<[^>]* ${name}="([^"]*)"`, "g"))].map(([, value = ""]) => decodeURIComponent(value));

test("each page of the documentation is a page of the site", () => {
  const written = readdirSync(join(packageFolder, "docs"), { recursive: true, encoding: "utf8" });
  const english = written.filter((file) => file.endsWith(".md") && !file.endsWith(".ko.md"));
  const expected = english.map((file) => file.replace("README.md", "index.md").replace(/md$/, "html"));
  expect(htmlFiles()).toEqual(expect.arrayContaining(["index.html", "project/contributing.html", ...expected]));
});

test("each link inside the site leads to a page, and to a heading in it", () => {
  const ids = new Map(htmlFiles().map((file) => [file, new Set(attributes(read(file), "id"))]));
  const isThere = (file: string, link: string): boolean => {
    const [path = "", anchor] = link.split("#");
    const place = path === "" ? `/${file}` : posix.resolve("/", posix.dirname(file), path);
    const target = (path.startsWith(base) ? path.slice(base.length) : place.slice(1)).replace(
      /(^|\/)$/,
      "$1index.html",
    );
    if (anchor === undefined || anchor === "") return files.includes(target);
    return ids.get(target)?.has(anchor) ?? false;
  };
  const links = htmlFiles().flatMap((file) => attributes(read(file), "href").map((link) => [file, link] as const));
  const inside = links.filter(([, link]) => !/^[a-z]+:/.test(link));
  expect(inside.length).toBeGreaterThan(2000);
  expect(inside.filter(([file, link]) => !isThere(file, link)).map((link) => link.join(": "))).toEqual([]);
});

test("no page names a script, a style or a picture of another host", () => {
  const loaded = htmlFiles().flatMap((file) => {
    const html = read(file).replace(/<a [^>]*>/g, "");
    return [...attributes(html, "src"), ...attributes(html, "href")];
  });
  expect(loaded.length).toBeGreaterThan(100);
  expect(loaded.filter((link) => !link.startsWith(base) && link !== "data:,")).toEqual([]);
});

test.each([
  [["--base", "pulumi-scp"], '--base must begin and end with a slash, not be "pulumi-scp"'],
  [["--bse", "/"], "--bse"],
])("%j is refused, and how it is called is said", async (args, reason) => {
  const refused = await run(process.execPath, [script, ...args]).catch((error: unknown) => error);
  const { code, stderr } = refused as { readonly code: number; readonly stderr: string };
  expect(code).toBe(1);
  expect(stderr).toContain(reason);
  expect(stderr).toContain("Usage: npm run docs");
});

const isMissing = process.env["PULUMI_SCP_BROWSER"] === "none";

(isMissing ? describe.skip : describe)("in a browser", () => {
  let browser: Browser;
  let host: Awaited<ReturnType<typeof serveFolder>>;

  beforeAll(async () => {
    [browser, host] = await Promise.all([launchBrowser(), serveFolder(folder, base)]);
  });

  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  /** How much wider than the screen a page is. */
  const overflow = (page: Page): Promise<number> =>
    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  test.each([390, 1280])(
    "a word is searched and found at a width of %i, and nothing is asked of another host",
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const complaints: string[] = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => complaints.push(message.text()));
      page.on("request", (request) => {
        if (!request.url().startsWith(host.url)) complaints.push(request.url());
      });
      await page.goto(host.url);
      expect(await page.title()).toContain("pulumi-scp");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("searchbox").fill("rotateTrigger");
      await page.locator(".VPLocalSearchBox .result").first().click();
      await page.waitForURL(/\.html/);
      await page.locator("main").getByText("rotateTrigger").first().waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test("no page is wider than a screen of 1280 or 390", async () => {
    const page = await browser.newPage();
    const wide: string[] = [];
    for (const file of htmlFiles()) {
      await page.goto(host.url + file);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        if ((await overflow(page)) > 0) wide.push(`${file} at ${width}`);
      }
    }
    expect(wide).toEqual([]);
    await page.close();
  });
});
