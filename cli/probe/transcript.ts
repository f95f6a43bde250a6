import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import { UserError } from "../user-error";
import { calls, type CallName } from "./calls";
import { joined, type Findings } from "./findings";
import { unlessRefused } from "./question";
import { Session } from "./session";
import { stages } from "./stages";
import { unobserved } from "./unobserved";
import type { Given, Stage } from "./stages/stage";
import type { Answer, Ask, Exchange, Wire } from "./wire";

/** What was said to the service and what it answered, without anything secret: enough to find the same once more. */
export interface Transcript {
  readonly format: "pulumi-scp-probe-transcript";
  readonly version: 1;
  readonly patience: number;
  readonly stages: Readonly<Record<string, StageTranscript>>;
}

export interface StageTranscript {
  /** What the names of its objects begin with. */
  readonly names: string;
  readonly exchanges: readonly Exchange[];
}

const exchange = z.object({
  call: z.enum(Object.keys(calls) as [CallName, ...CallName[]]),
  path: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  answer: z.object({
    refused: z.number().optional(),
    stated: z.number().optional(),
    sent: z.number().optional(),
    at: z.number(),
    shown: z.record(z.string(), z.unknown()),
  }),
});

export const stageDocument = z.object({ names: z.string(), exchanges: z.array(exchange) });

const document = z.object({
  format: z.literal("pulumi-scp-probe-transcript"),
  version: z.literal(1),
  patience: z.number(),
  stages: z.record(z.string(), stageDocument),
});

/** A transcript that was written to a file. Throws UserError for anything else. */
export function transcriptIn(text: string, file: string): Transcript {
  try {
    return document.parse(JSON.parse(text)) as Transcript;
  } catch {
    throw new UserError(`${file} is not a transcript of pulumi-scp probe`);
  }
}

/** Writes down what goes over a wire. */
export class RecordingWire implements Wire {
  readonly exchanges: Exchange[] = [];

  constructor(private readonly wire: Wire) {}

  async ask(ask: Ask): Promise<Answer> {
    const answer = await this.wire.ask(ask);
    const { because: _, ...kept } = answer;
    const { call, path, query } = ask;
    this.exchanges.push({ call, ...(path && { path }), ...(query && { query }), answer: kept });
    return answer;
  }

  pause(seconds: number): Promise<void> {
    return this.wire.pause(seconds);
  }
}

/** Answers as a transcript says. */
class RecordedWire implements Wire {
  private next = 0;

  constructor(private readonly exchanges: readonly Exchange[]) {}

  async ask({ call, path, query }: Ask): Promise<Answer> {
    const recorded = this.exchanges[this.next++];
    if (recorded === undefined) throw new UserError(`the transcript has nothing more where ${call} is asked`);
    const asked = { call, path, query };
    const { answer, ...then } = recorded;
    if (!isDeepStrictEqual({ path: undefined, query: undefined, ...then }, asked)) {
      throw new UserError(`the transcript has ${JSON.stringify(then)} in the place of ${JSON.stringify(asked)}`);
    }
    return answer;
  }

  async pause(): Promise<void> {
    // What follows was written down, however long it took.
  }
}

const nobody: Given = {
  clouds: new Set(),
  accountId: "",
  accessKey: "",
  secretKey: "",
  region: "",
  vaultAccessKey: "",
};

/** What a transcript shows, found once more without the service. */
export async function replayed({ patience, stages: recorded }: Transcript): Promise<Findings> {
  let findings: Findings = {};
  for (const stage of stages) {
    const part = recorded[stage.name];
    if (part === undefined) continue;
    const keeper = { intend: () => undefined, settle: () => undefined };
    const wire = new RecordedWire(part.exchanges);
    const session = new Session(wire, keeper, part.names, patience, () => undefined, findings);
    findings = joined(findings, await found(stage, session, nobody));
  }
  return joined(findings, unobserved);
}

/** What a stage finds. */
export function found({ switches, run }: Stage, session: Session, given: Given): Promise<Findings> {
  return unlessRefused(switches, () => run(session, given));
}
