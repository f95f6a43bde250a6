import { clientsFor, closeClients, credentialsOf, givenBy } from "../../cli/probe/clients";
import { mostRequests } from "../../cli/probe/command";
import { Probe, type Outcome } from "../../cli/probe/probe";
import type { ProgressRecord, ProgressStore } from "../../cli/probe/progress";
import { Meter, ServiceWire } from "../../cli/probe/service-wire";
import type { Cloud } from "../../provider/settings/table";
import type { EmulatorClient } from "./emulator-client";
import { patience } from "./hidden-worlds";
import { stackSettings } from "./settings";

/** Progress in memory. */
export class KeptProgress implements ProgressStore {
  record: ProgressRecord | undefined;

  load(): ProgressRecord | undefined {
    return this.record;
  }

  save(record: ProgressRecord): void {
    this.record = record;
  }

  remove(): void {
    this.record = undefined;
  }
}

export interface ProbeRun {
  readonly outcome: Outcome;
  readonly sent: number;
}

interface Options {
  readonly progress?: KeptProgress;
  readonly run?: string;
  readonly chosen?: readonly string[];
  readonly signal?: AbortSignal;
  /** There are credentials of this cloud only. */
  readonly only?: Cloud;
  /** Called after each request. */
  readonly after?: (sent: number) => void;
}

const everything = ["--vault-access-key", "--run", "--service-key"];

/** Probes an emulator, whose clock moves on when the probe waits. */
export async function probeEmulator(client: EmulatorClient, options: Options = {}): Promise<ProbeRun> {
  const { progress = new KeptProgress(), run = "a1b2c3", chosen = everything, only } = options;
  const { url, accessKey, secretKey, accountId, spaceoneToken = "" } = client.address;
  const ofScp = { "scp:endpoint": url, "scp:accessKey": accessKey, "scp:secretKey": secretKey };
  const ofSpaceone = { "spaceone:endpoint": url, "spaceone:token": spaceoneToken };
  const place = { "scp:accountId": accountId, "scp:region": "kr-west1" };
  const clouds = { scp: { ...ofScp, ...place }, spaceone: ofSpaceone };
  const source = stackSettings(only === undefined ? { ...clouds.scp, ...clouds.spaceone } : clouds[only]);
  const record = progress.load() ?? { prefix: "scpprobe", requests: 0, made: [], stages: {} };
  const meter = new Meter();
  meter.sent = record.requests;
  const clients = clientsFor(source, (entry) => {
    meter.log(entry);
    options.after?.(meter.sent);
  });
  const wire = new ServiceWire({
    clients,
    hidden: { prefix: record.prefix, secrets: credentialsOf(clients) },
    meter,
    mostRequests,
    sleep: async (ms) => {
      await client.advance(`PT${String(ms / 1000)}S`);
    },
    signal: options.signal ?? new AbortController().signal,
  });
  const given = givenBy(clients, "0123456789abcdef0123456789abcdef");
  try {
    const all = { wire, progress, record, run, given, chosen: new Set(chosen), patience, sent: () => meter.sent };
    return { outcome: await new Probe({ ...all, tell: () => undefined }).run(), sent: meter.sent };
  } finally {
    await closeClients(clients);
  }
}
