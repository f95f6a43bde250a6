import { cloudNames } from "../settings/cloud-names";
import { joined, unknown, type Findings } from "./findings";
import { doubled } from "./lag";
import { find, nounOf, remove, type Made } from "./objects";
import type { ProgressRecord, ProgressStore } from "./progress";
import { Session, type Keeper } from "./session";
import { stages } from "./stages";
import type { Given, Stage } from "./stages/stage";
import { found, RecordingWire, type Transcript } from "./transcript";
import { unobserved } from "./unobserved";
import { BudgetError, InterruptedError, type Wire } from "./wire";

/** A way to the service that is told when what was made is removed. */
export interface RemovingWire extends Wire {
  isRemoving: boolean;
}

export interface ProbeOptions {
  readonly wire: RemovingWire;
  readonly progress: ProgressStore;
  readonly record: ProgressRecord;
  /** Some letters and digits that make this run's names differ from those of earlier ones. */
  readonly run: string;
  readonly given: Given;
  /** The options that were given; they let stages take part that are not always done. */
  readonly chosen: ReadonlySet<string>;
  readonly patience: number;
  /** Requests so far. */
  readonly sent: () => number;
  readonly tell: (line: string) => void;
}

export interface Outcome {
  readonly findings: Findings;
  readonly transcript: Transcript;
  /** What could not be removed, and why. */
  readonly left: readonly string[];
  /** Why it ended before everything was done; undefined if it did not. */
  readonly ended: InterruptedError | BudgetError | undefined;
}

/** Does all stages that are not done yet, and removes what they make, also what an earlier run has left. */
export class Probe {
  private record: ProgressRecord;

  constructor(private readonly options: ProbeOptions) {
    this.record = options.record;
  }

  async run(): Promise<Outcome> {
    let ended: Outcome["ended"];
    let left = await this.removeAll();
    for (const stage of chosenStages(this.options.chosen, this.options.given)) {
      if (ended !== undefined || left.length > 0 || stage.name in this.record.stages) continue;
      try {
        await this.do(stage);
      } catch (error) {
        if (!(error instanceof InterruptedError || error instanceof BudgetError)) throw error;
        ended = error;
      } finally {
        left = await this.removeAll();
      }
    }
    if (ended === undefined && left.length === 0) this.options.progress.remove();
    return { findings: this.findings(), transcript: this.transcript(), left, ended };
  }

  private async do(stage: Stage): Promise<void> {
    const { wire, patience, given, tell } = this.options;
    tell(`Looking at ${stage.service}: ${stage.name} ...`);
    const recording = new RecordingWire(wire);
    const names = `${this.record.prefix}${this.options.run}${stage.name.charAt(0)}`;
    const session = new Session(recording, this.keeper(), names, patience, tell, this.found());
    const findings = await found(stage, session, given);
    const { exchanges } = recording;
    this.keep({ stages: { ...this.record.stages, [stage.name]: { names, findings, exchanges } } });
  }

  private keeper(): Keeper {
    return {
      intend: (made) => {
        this.keep({ made: [...this.record.made, made] });
      },
      settle: (before, after) => {
        const { made } = this.record;
        const place = made.findLastIndex(
          ({ kind, name, id }) => kind === before.kind && name === before.name && id === before.id,
        );
        if (place >= 0) this.keep({ made: made.toSpliced(place, 1, ...(after === undefined ? [] : [after])) });
      },
    };
  }

  private keep(changes: Partial<ProgressRecord>): void {
    this.record = { ...this.record, ...changes, requests: this.options.sent() };
    this.options.progress.save(this.record);
  }

  /**
   * Removes all that was made, the last first, so that no key is removed before the secrets that use it. What nobody
   * knows was made comes last, when lists have little else. Returns what could not be removed.
   */
  private async removeAll(): Promise<readonly string[]> {
    const { wire } = this.options;
    wire.isRemoving = true;
    const left: string[] = [];
    try {
      const isSought = ({ kind, id }: Made): boolean => kind !== "secret" && id === undefined;
      const all = [...this.record.made].reverse();
      for (const made of [...all.filter((one) => !isSought(one)), ...all.filter(isSought)]) {
        const because = await this.removeOne(made);
        if (because !== undefined) left.push(`${nounOf(made.kind)} ${made.name}: ${because}`);
        else this.keeper().settle(made, undefined);
      }
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error;
      left.push(error.message);
    } finally {
      wire.isRemoving = false;
    }
    return left;
  }

  private async removeOne(made: Made): Promise<string | undefined> {
    const { wire, patience } = this.options;
    const { ids, because: unknownBecause } = made.id === undefined ? await this.lookFor(made) : { ids: [made.id] };
    if (ids.length === 0 && unknownBecause !== undefined) return unknownBecause;
    for (const id of ids) {
      const because = await remove(wire, made.kind, id, doubled(patience));
      if (because !== undefined) return because;
    }
    return undefined;
  }

  /** What was made, although no reply has said so: a list may show it later. */
  private async lookFor(made: Made): ReturnType<typeof find> {
    const { wire, patience } = this.options;
    const early = await find(wire, made);
    if (early.ids.length > 0) return early;
    await wire.pause(patience);
    return find(wire, made);
  }

  private findings(): Findings {
    const { chosen, given } = this.options;
    const left = stages.filter(({ name }) => !(name in this.record.stages));
    const reasons = left.map((stage) => {
      const because = reasonOf(stage, chosen, given) ?? "the probe ended before";
      return Object.fromEntries(stage.switches.map((name) => [name, unknown(because)]));
    });
    return [...reasons, unobserved].reduce(joined, this.found());
  }

  /** What the stages that are done have found. */
  private found(): Findings {
    return Object.values(this.record.stages)
      .map(({ findings }) => findings)
      .reduce(joined, {});
  }

  private transcript(): Transcript {
    const parts = Object.entries(this.record.stages).map(
      ([stage, { names, exchanges }]) => [stage, { names, exchanges }] as const,
    );
    const { patience } = this.options;
    return { format: "pulumi-scp-probe-transcript", version: 1, patience, stages: Object.fromEntries(parts) };
  }
}

/** The stages that are done with these options. */
function chosenStages(chosen: ReadonlySet<string>, given: Given): readonly Stage[] {
  return stages.filter((stage) => reasonOf(stage, chosen, given) === undefined);
}

/** Why a stage is not done; undefined if it is. */
export function reasonOf(
  { cloud, option, lacks }: Stage,
  chosen: ReadonlySet<string>,
  given: Given,
): string | undefined {
  if (!given.clouds.has(cloud)) return `there are no credentials of ${cloudNames[cloud]}`;
  const needed = option?.split(" ")[0];
  if (needed !== undefined && !chosen.has(needed)) return `only with ${option ?? ""}`;
  return lacks?.(given);
}
