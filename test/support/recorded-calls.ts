import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import type { Answer, EmulatorClient } from "./emulator-client";

/** A call of the 2.x services and what they answered. The calls of a file follow one another. */
export interface RecordedCall {
  /** Whose token: one of `recordedClaims`, `none` or `garbage`. */
  readonly as: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly reply: unknown;
}

const owner = {
  did: "domain-1",
  wid: "workspace-1",
  rol: "WORKSPACE_OWNER",
  own: "APP",
  ver: "2.0",
  jti: "client-owner",
  aud: "app-1",
};
const { rol: _rol, ...withoutRole } = owner;
const { wid: _wid, ...withoutWorkspace } = owner;

const recordedClaims: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  owner,
  admin: { ...owner, rol: "DOMAIN_ADMIN", wid: "*", jti: "client-admin" },
  member: { ...owner, rol: "WORKSPACE_MEMBER", jti: "client-member" },
  memberWithoutProjects: { ...owner, rol: "WORKSPACE_MEMBER", jti: "client-bare" },
  otherWorkspace: { ...owner, wid: "workspace-2" },
  otherDomain: { ...owner, did: "domain-2" },
  version1: { ...owner, ver: "1.0" },
  user: { ...owner, rol: "USER" },
  withoutRole,
  withoutWorkspace,
  expired: { ...owner, exp: 1 },
  limited: { ...owner, own: "USER", permissions: ["inventory:CloudService.read", "secret:Secret.read"] },
  injecting: { ...owner, injected_params: { provider: "injected", name: "injected" } },
};

const place = { domain_id: "domain-1", workspace_id: "workspace-1" };

/** What the identity service knew. */
const seed = {
  apps: [{ client_id: "client-member", projects: ["project-1"] }],
  projects: [
    { project_id: "project-1", ...place },
    { project_id: "project-2", ...place },
  ],
  service_accounts: [{ service_account_id: "sa-1", project_id: "project-1", provider: "aws", ...place }],
};

export function readRecordedCalls(name: string): RecordedCall[] {
  const file = join(__dirname, "..", "contract", "recorded", `${name}.json`);
  return JSON.parse(withoutChance(readFileSync(file, "utf8"))) as RecordedCall[];
}

/** A keyword is looked for in ids as well, and an id made here may hold what is a name there: `b3` is called `z3`. */
function withoutChance(text: string): string {
  return text.replaceAll(/"keyword": ?"[^"]*"|"[bB]3"/g, (part) => part.replaceAll("b3", "z3").replaceAll("B3", "Z3"));
}

/** Makes recorded calls on an emulator and compares the answers. Ids and times differ; each id stays the same one. */
export class Replay {
  readonly #client: EmulatorClient;
  readonly #tokens = new Map<string, string | null>([
    ["none", null],
    ["garbage", "garbage"],
  ]);
  readonly #ids = new Map<string, string>();

  private constructor(client: EmulatorClient) {
    this.#client = client;
  }

  static async start(client: EmulatorClient): Promise<Replay> {
    const replay = new Replay(client);
    for (const [name, claims] of Object.entries(recordedClaims)) {
      replay.#tokens.set(name, await client.mintToken(claims));
    }
    await client.seed(seed);
    return replay;
  }

  async check({ as, path, body, status, reply }: RecordedCall): Promise<void> {
    const token = this.#tokens.get(as);
    if (token === undefined) throw new Error(`no token for ${as}`);
    const answer = await this.#client.spaceone(path, this.#withActualIds(body), token);
    this.#learnIds(reply, answer.body);
    expect(withoutTimes(outcome(answer))).toEqual(withoutTimes({ status, reply: this.#withActualIds(reply) }));
    expect(names(answer.body)).toEqual(names(reply));
  }

  #withActualIds(value: unknown): unknown {
    const text = JSON.stringify(value).replaceAll(idPattern, (id) => this.#ids.get(id) ?? id);
    return JSON.parse(text) as unknown;
  }

  /** A new id is at the same place in both. */
  #learnIds(recorded: unknown, actual: unknown): void {
    const [known, made] = [idsIn(recorded), idsIn(actual)];
    known.forEach((id, index) => {
      if (!this.#ids.has(id)) this.#ids.set(id, made[index] ?? id);
    });
  }
}

const idPattern = /\b(?:cloud-svc|record|secret)-[0-9a-f]{12}\b/g;
const timePattern = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

function outcome({ status, body }: Answer): { status: number; reply: unknown } {
  return { status, reply: body };
}

function idsIn(value: unknown): string[] {
  return JSON.stringify(value).match(idPattern) ?? [];
}

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(timePattern, "<time>")) as unknown;
}

/** The names of all fields, in their order. */
function names(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [...(Array.isArray(value) ? [] : [name]), ...names(item)]);
}
