import { mostRequests } from "../../cli/probe/command";
import { Probe, type Outcome } from "../../cli/probe/probe";
import type { ProgressRecord, ProgressStore } from "../../cli/probe/progress";
import { ServiceWire } from "../../cli/probe/service-wire";
import { ScpClient } from "../../provider/clients/scp/scp-client";
import { readScpSettings } from "../../provider/settings/reading/scp-settings";
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
  /** Called after each request. */
  readonly after?: (sent: number) => void;
}

const everything = ["--vault-access-key", "--run", "--service-key"];

/** Probes an emulator, whose clock moves on when the probe waits. */
export async function probeEmulator(client: EmulatorClient, options: Options = {}): Promise<ProbeRun> {
  const { progress = new KeptProgress(), run = "a1b2c3", chosen = everything } = options;
  const { url, accessKey, secretKey, accountId } = client.address;
  const config = { "scp:endpoint": url, "scp:accessKey": accessKey, "scp:secretKey": secretKey };
  const settings = readScpSettings(stackSettings({ ...config, "scp:accountId": accountId }));
  const record = progress.load() ?? { prefix: "scpprobe", requests: 0, made: [], stages: {} };
  let sent = record.requests;
  let status: number | string = "";
  const scp = new ScpClient(settings, ({ result }) => {
    sent++;
    status = result;
    options.after?.(sent);
  });
  const wire = new ServiceWire({
    client: scp,
    hidden: { prefix: record.prefix, secrets: new Set([secretKey]) },
    sent: () => sent,
    status: () => status,
    mostRequests,
    sleep: async (ms) => {
      await client.advance(`PT${String(ms / 1000)}S`);
    },
    signal: options.signal ?? new AbortController().signal,
  });
  const given = {
    accountId,
    accessKey,
    secretKey,
    region: "kr-west1",
    vaultAccessKey: "0123456789abcdef0123456789abcdef",
  };
  try {
    const all = { wire, progress, record, run, given, chosen: new Set(chosen), patience, sent: () => sent };
    return { outcome: await new Probe({ ...all, tell: () => undefined }).run(), sent };
  } finally {
    await scp.close();
  }
}
