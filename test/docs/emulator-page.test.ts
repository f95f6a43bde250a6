import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test as testWithBrowser } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { EmulatorProcess } from "../support/emulator-process";

let browser: Browser;
let emulator: EmulatorProcess;
let folder: string;
let page: Page;
/** What a page must never do: fail, warn, or ask another address. */
let complaints: string[];

const isMissing = process.env["PULUMI_SCP_BROWSER"] === "none";
/** Skipped where no browser can be had. */
const test = isMissing ? testWithBrowser.skip : testWithBrowser;

beforeAll(async () => {
  if (isMissing) return;
  [browser, emulator, folder] = await Promise.all([
    launchBrowser(),
    EmulatorProcess.start("--quiet"),
    mkdtemp(join(tmpdir(), "emulator-page-")),
  ]);
});

afterAll(async () => {
  await browser.close();
  await emulator.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await emulator.client.reset();
  complaints = [];
});

afterEach(async () => {
  await page.context().close();
  expect(complaints).toEqual([]);
});

async function open(options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() !== "log" && !message.text().includes("status of 4")) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${emulator.address.url}/_emulator/`)) complaints.push(request.url());
  });
  await page.goto(`${emulator.address.url}/_emulator/`);
  await page.getByText("scp-managed-key").waitFor();
}

const part = (name: string) => page.getByRole("region", { name, exact: true }).first();
const rows = () => part("Stored").getByRole("row");
const status = (text: string) => page.getByRole("status").filter({ hasText: text }).first().waitFor();
const alert = (text: string) => page.getByRole("alert").filter({ hasText: text }).waitFor();

describe("what is stored", () => {
  test("is listed and searched by words and by service", async () => {
    await emulator.client.keys.create("orders", { description: "of the shop" });
    await emulator.client.cloudServices.create({ name: "entry" });
    await open();
    await page.getByLabel("Search", { exact: true }).fill("SHOP orders");
    await status("1 of");
    expect(await rows().count()).toBe(2);
    expect(await rows().nth(1).innerText()).toMatch(/orders\s+Key Management Service\s+key\s+Active\s+s\/kr-west1/);
    await page.getByLabel("Search", { exact: true }).fill("");
    await part("Stored").getByLabel("Service").selectOption("SpaceONE");
    await page.getByRole("button", { name: "entry" }).waitFor();
    expect(await page.getByRole("button", { name: "orders" }).count()).toBe(0);
  });

  test("appears by itself, and its facts and history open with the keyboard", async () => {
    await open();
    const key = await emulator.client.keys.create("orders");
    const opener = page.getByRole("button", { name: "orders" });
    await opener.focus();
    await emulator.client.call("PUT", `/v1/kms/transit/${key.id}/description`, { body: { description: "changed" } });
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "key orders" });
    await dialog.waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("object-title");
    const text = await dialog.innerText();
    for (const fact of [
      key.id,
      "changed",
      "rotate_cycle",
      "created",
      `PUT /v1/kms/transit/${key.id}/description 200`,
    ]) {
      expect(text).toContain(fact);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await page.evaluate("document.activeElement.textContent")).toBe("orders");
  });

  test("is never markup, whatever it is called", async () => {
    const name = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>";
    await emulator.client.seed({ costs: [{ cost_id: name, name, [name]: name }] });
    await emulator.client.plain("GET", `/v1/${encodeURIComponent(name)}?<b>bold</b>`);
    await emulator.client.plain("POST", "/v1/x", { body: { [name]: name } });
    await emulator.client.addFault({ path: "<b>bold</b>", times: 0, fault: { status: 503, body: name } });
    await open();
    await page.getByRole("button", { name: "<img" }).click();
    await page.getByRole("dialog").getByText("cost_id").waitFor();
    await part("Requests").getByText("POST /v1/x").waitFor();
    expect(await page.locator("main img, main b, main script, dialog img, dialog b, dialog script").count()).toBe(0);
    expect(await page.title()).toBe("pulumi-scp emulator");
  });
});

test("text cannot become markup even by mistake, and nothing is loaded from elsewhere", async () => {
  await open();
  const { headers } = await emulator.client.plain("GET", "/_emulator/");
  expect(headers["content-security-policy"]).toMatch(/^default-src 'self'; /);
  const refused = await page.evaluate(`(() => {
    try { document.body.innerHTML = "<b>x</b>"; return "set"; } catch (error) { return error.name; }
  })()`);
  expect(refused).toBe("TypeError");
  complaints = complaints.filter((text) => !text.includes("TrustedHTML"));
  const framed = await emulator.client.plain("GET", "/_emulator/", { headers: { Host: "evil.example.com" } });
  expect(framed.status).toBe(403);
});

test("the log follows requests as they come, and can be emptied", async () => {
  await open();
  await emulator.client.call("GET", "/v1/kms/transit?size=5");
  await part("Requests").getByText("GET /v1/kms/transit?size=5 200").click();
  await part("Requests").getByText("Scp-Api-Version: kms").waitFor();
  await emulator.client.call("GET", "/v1/nothing");
  await part("Requests").getByText("GET /v1/nothing 404").waitFor();
  await page.getByRole("button", { name: "Empty the log" }).click();
  await status("The log is empty.");
  expect(await page.getByRole("log").innerText()).toBe("");
  expect(await emulator.client.requests()).toEqual([]);
  await emulator.client.call("GET", "/v1/kms/transit?size=6");
  await part("Requests").getByText("size=6 200").waitFor();
  // Somebody else begins anew: the numbers, too.
  await emulator.client.reset();
  await part("Requests").getByText("size=6 200").waitFor({ state: "detached" });
  await emulator.client.call("GET", "/v1/kms/transit?size=7");
  await part("Requests")
    .getByText(/^1 GET .*size=7 200/)
    .waitFor();
});

test("the clock moves on by buttons and by any duration, and what is due happens", async () => {
  const { id } = await emulator.client.keys.create("leaving");
  await emulator.client.call("DELETE", `/v1/kms/transit/${id}`);
  await open();
  await page.getByRole("button", { name: "leaving" }).waitFor();
  const before = Date.parse(await page.locator("#now").innerText());
  await page.getByRole("group", { name: "Move the clock on by" }).getByRole("button", { name: "72 hours" }).click();
  await page.getByRole("button", { name: "leaving" }).waitFor({ state: "detached" });
  await page.getByLabel("Duration").fill("P1D");
  await page.getByRole("button", { name: "Move on" }).click();
  await status("The clock has moved on.");
  const hours = (Date.parse(await page.locator("#now").innerText()) - before) / 3_600_000;
  expect(Math.round(hours)).toBe(96);
  await page.getByLabel("Duration").fill("soon");
  await page.getByRole("button", { name: "Move on" }).click();
  await alert("advance: must be an ISO 8601 duration");
});

test("faults are added, shown with what they struck, and removed", async () => {
  await open();
  await page.getByLabel("Path, a regular expression").fill("^/v1/kms");
  await page.getByLabel("Requests that are struck").fill("0");
  await page.getByRole("button", { name: "Add the fault" }).click();
  await status("The fault is added.");
  expect((await emulator.client.call("GET", "/v1/kms/transit")).status).toBe(503);
  await part("Faults").getByText("struck 1 of all").waitFor();
  await page.getByRole("button", { name: /^Remove fault-\d+$/ }).click();
  await part("Faults").getByText("There are none.").waitFor();
  expect((await emulator.client.call("GET", "/v1/kms/transit")).status).toBe(200);
  await page.getByLabel("Path, a regular expression").fill("(");
  await page.getByRole("button", { name: "Add the fault" }).click();
  await alert("path: must be a regular expression");
});

test("switches are set and set back", async () => {
  await open();
  await page.getByLabel("stateSpelling").selectOption("upper");
  await status("stateSpelling is upper.");
  expect(await emulator.client.keys.create("orders")).toMatchObject({ state: "ACTIVE" });
  await page.getByLabel("listLagSeconds").fill("4000");
  await page.getByLabel("listLagSeconds").press("Tab");
  await alert("listLagSeconds: must be a whole number from 0 to 3600");
  await page.getByRole("button", { name: "Set all to their defaults" }).click();
  await status("All switches have their defaults.");
  expect(await page.getByLabel("stateSpelling").inputValue()).toBe("reference");
});

test("a snapshot is saved and loaded, and a reset asks first", async () => {
  await emulator.client.keys.create("orders");
  await open();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save all state" }).click();
  const file = join(folder, "saved.json");
  await (await downloading).saveAs(file);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ format: "pulumi-scp-emulator-snapshot" });
  page.once("dialog", (dialog) => void dialog.dismiss());
  await page.getByRole("button", { name: "Reset to the start state" }).click();
  await alert("Nothing is reset.");
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "Reset to the start state" }).click();
  await page.getByRole("button", { name: "orders" }).waitFor({ state: "detached" });
  const wrong = join(folder, "wrong.json");
  writeFileSync(wrong, "{}");
  await page.getByLabel("Snapshot file").setInputFiles(wrong);
  await page.getByRole("button", { name: "Load it" }).click();
  await alert("format: ");
  await page.getByLabel("Snapshot file").setInputFiles(file);
  await page.getByRole("button", { name: "Load it" }).click();
  await page.getByRole("button", { name: "orders" }).waitFor();
});

test("the exports are shown and copied", async () => {
  await open();
  await page.getByRole("button", { name: "Copy" }).click();
  await status("The lines are copied.");
  const copied = await page.evaluate("navigator.clipboard.readText()");
  expect(copied).toContain(`export SCP_SECRET_KEY='${emulator.address.secretKey}'`);
  expect(copied).toBe((await emulator.client.plain("GET", "/_emulator/exports")).text);
});

test("says when the emulator has gone, and when it is there again", async () => {
  await open();
  await page.route("**/_emulator/requests*", (route) => route.abort());
  await alert("The emulator does not answer.");
  complaints = [];
  await page.unroute("**/_emulator/requests*");
  await page.getByRole("alert").filter({ hasText: /^$/ }).waitFor({ state: "attached" });
  complaints = complaints.filter((text) => !text.includes("ERR_FAILED"));
});

describe.each([
  ["a wide light", { viewport: { width: 1280, height: 800 }, colorScheme: "light" }],
  ["a narrow dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
] satisfies [string, BrowserContextOptions][])("on %s screen", (_title, options) => {
  test("nothing is wider than it, and each control has a name and is reached by the keyboard", async () => {
    await emulator.client.keys.create("orders");
    await open(options);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    const nameless = await page.evaluate(`[...document.querySelectorAll("input, select, button, a")]
      .filter((one) => !(one.labels?.length || one.textContent.trim() || one.getAttribute("aria-label")))
      .map((one) => one.outerHTML)`);
    expect(nameless).toEqual([]);
    const reached = new Set<string>();
    for (let count = 0; count < 90; count += 1) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate<string>(`document.activeElement.name || document.activeElement.textContent.trim()`),
      );
    }
    for (const control of [
      "Skip to what is stored",
      "text",
      "service",
      "orders",
      "72 hours",
      "Load it",
      "kind",
      "Copy",
      "stateSpelling",
    ]) {
      expect([...reached]).toContain(control);
    }
  });

  test("its texts stand out from what is behind them", async () => {
    await open(options);
    const ratios = await page.evaluate<number[]>(`(() => {
      const light = (color) => {
        const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map((c) => {
          const part = c / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (one) => {
        const color = getComputedStyle(one).backgroundColor;
        return color === "rgba(0, 0, 0, 0)" && one.parentElement ? behind(one.parentElement) : color;
      };
      return [...document.querySelectorAll("h1, h2, p, a, td, th, label, input, select, button, .quiet, #problem")].map((one) => {
        const [a, b] = [light(getComputedStyle(one).color), light(behind(one))].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      });
    })()`);
    expect(ratios.length).toBeGreaterThan(50);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  });
});
