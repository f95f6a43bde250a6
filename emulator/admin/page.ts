import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Hono } from "hono";
import type { EmulatorEnv } from "../bindings";
import { refuseForeign } from "./foreign";

const folder = join(__dirname, "..", "page");

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * The page loads nothing from elsewhere, no other page may frame it, and no text can become markup: an object's name may
 * be anything.
 */
const headers = {
  "cache-control": "no-cache",
  "content-security-policy":
    "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The web page for people: the files of the folder page/, and nothing else. */
export function routePage(app: Hono<EmulatorEnv>, path: string): void {
  app.get(path.slice(0, -1), (c) => {
    refuseForeign(c.env.incoming);
    return c.redirect(path);
  });
  for (const name of readdirSync(folder)) {
    const contentType = contentTypes[extname(name)];
    if (contentType === undefined) continue;
    app.get(path + (name === "index.html" ? "" : `page/${name}`), (c) => {
      refuseForeign(c.env.incoming);
      const file = new Uint8Array(readFileSync(join(folder, name)));
      return new Response(file, { headers: { ...headers, "content-type": contentType } });
    });
  }
}
