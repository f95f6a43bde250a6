import { certain, oneOf, secondsOf, unknown, type Finding, type Findings } from "../../findings";
import { lagOf, reached } from "../../lag";
import type { Question } from "../../question";
import type { NewObject, Session } from "../../session";
import { valueOf } from "./creation";
import { labelsIn, newestVersions, versionPage, versionsIn, type Version } from "./version-list";

/** The secret's versions: it gets new ones, and they are looked for. */
export class SecretVersions {
  /** The newest versions, once they are shown. */
  shown: readonly Version[] = [];
  private count = 1;
  private readonly seen = new Set<unknown>();

  constructor(
    private readonly session: Session,
    private readonly secret: NewObject,
  ) {}

  /** How late a new version is shown. */
  readonly lagQuestion: Question = {
    switches: ["versionLagSeconds"],
    ask: async () => {
      const { session, secret } = this;
      const { wire, patience } = session;
      if ((await session.shown(versionPage(secret.id))) === undefined) {
        return { versionLagSeconds: this.hidden };
      }
      const first = { madeAt: secret.answer.at, object: undefined };
      const again = async () => ({ madeAt: (await this.change()).at, object: undefined });
      const lag = await lagOf({ wire, patience, first, again, look: () => this.look() });
      return { versionLagSeconds: lag };
    },
  };

  /** In what form versions are, the oldest of which has no label. */
  readonly formQuestion: Question = {
    switches: ["versionForm", "emptyLabels"],
    ask: async (known) => {
      const lag = secondsOf(known, "versionLagSeconds");
      if (lag === undefined) return { versionForm: this.hidden, emptyLabels: this.hidden };
      while (this.seen.size < 3) {
        await this.change();
        if (!(await this.isNewShown(lag))) return { versionForm: this.hidden, emptyLabels: this.hidden };
      }
      this.shown = await newestVersions(this.session.wire, this.secret.id);
      return { versionForm: formFinding(this.shown), emptyLabels: emptyFinding(this.shown, known) };
    },
  };

  /** What becomes of the value that the secret has, once more. */
  readonly sameValueQuestion: Question = {
    switches: ["sameValue"],
    ask: async (known) => {
      const { refused } = await this.setValue(this.count);
      if (refused === 400) return { sameValue: certain("refused") };
      if (refused !== undefined) return { sameValue: unknown(`the value was refused (${String(refused)})`) };
      const lag = secondsOf(known, "versionLagSeconds");
      if (lag === undefined) return { sameValue: oneOf(["newVersion", "ignored"], "new versions are not shown") };
      await this.session.wire.pause(lag + 1);
      return { sameValue: certain((await this.look()).isSeen ? "newVersion" : "ignored") };
    },
  };

  /** Whether a label goes from one version to another one that alone is named. */
  readonly labelQuestion: Question = {
    switches: ["labelMove"],
    ask: async (known) => ({ labelMove: await this.labelMove(secondsOf(known, "versionLagSeconds") ?? 0) }),
  };

  private async labelMove(lag: number): Promise<Finding> {
    const [to, from] = this.shown;
    if (to === undefined || from === undefined) return this.hidden;
    await this.session.need("add a label", this.labelTo(from.id));
    const { refused } = await this.session.wire.ask(this.labelTo(to.id));
    if (refused === 400) return certain("refused");
    if (refused !== undefined) return unknown(`the label was refused (${String(refused)})`);
    for await (const _ of reached(this.session.wire, [0, lag + 1])) {
      const versions = await newestVersions(this.session.wire, this.secret.id);
      const isOn = ({ id }: Version): boolean =>
        versions.some((version) => version.id === id && labelsIn(version.labels).includes(ownLabel));
      if (isOn(to) && !isOn(from)) return certain("moved");
    }
    return unknown("the label is not shown on the second version alone");
  }

  private labelTo(versionId: unknown) {
    const body = { label: ownLabel, move_to_version_id: versionId };
    return { call: "updateLabel", path: { secret_id: this.secret.id }, body } as const;
  }

  private get hidden(): Finding {
    return unknown(`the secret's versions were not shown within ${String(this.session.patience)} s`);
  }

  /** Gives the secret a new value. */
  private async change() {
    const answer = await this.setValue(++this.count);
    if (answer.refused !== undefined) throw this.session.refusal("change the secret's value", answer);
    return answer;
  }

  private setValue(version: number) {
    const body = { secret_value: valueOf(version) };
    return this.session.wire.ask({ call: "updateValue", path: { secret_id: this.secret.id }, body });
  }

  /** Whether a version is shown that was not seen before. */
  private async look() {
    const answer = await this.session.wire.ask(versionPage(this.secret.id));
    const fresh = versionsIn(answer).filter(({ id }) => id !== undefined && !this.seen.has(id));
    for (const { id } of fresh) this.seen.add(id);
    return { at: answer.at, isSeen: fresh.length > 0 };
  }

  private async isNewShown(lag: number): Promise<boolean> {
    for await (const _ of reached(this.session.wire, [lag, lag + 1, lag + 2])) {
      if ((await this.look()).isSeen) return true;
    }
    return false;
  }
}

const ownLabel = "scpprobe";

function formFinding(versions: readonly Version[]): Finding {
  const labelled = versions.find(({ labels }) => labelsIn(labels).length > 0);
  if (labelled === undefined) return unknown("no version has a label");
  const { idField, labels, labelsField } = labelled;
  if (idField === "id") return certain("id");
  if (labelsField === "label") return certain("label");
  if (typeof labels === "string") return certain("text");
  return certain(Array.isArray(labels) && labels.every((label) => typeof label === "string") ? "reference" : "objects");
}

function emptyFinding(versions: readonly Version[], known: Findings): Finding {
  const bare = versions.find(({ labels }) => labelsIn(labels).length === 0);
  if (bare === undefined) return unknown("every version has a label");
  const { labels } = bare;
  if (Array.isArray(labels)) return certain("list");
  if (labels === undefined) return certain("missing");
  if (labels === null) return certain("null");
  const areTextsNulls = known["emptyTexts"]?.values[0] !== false;
  return oneOf(areTextsNulls ? ["null", "text"] : ["text"], "every null is an empty text");
}
