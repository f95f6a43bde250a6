import { certain, oneOf, unknown, type Finding, type Findings } from "../findings";
import { doubled, lagOf } from "../lag";
import type { NewObject, Session } from "../session";
import { listOf, memberOf, type Shown } from "../shown";
import type { Ask } from "../wire";
import { keyCreation } from "./key-creation";
import { lagFinding, spelt, type Stage } from "./stage";
import { timeFindings } from "./times";

export const keysStage: Stage = {
  name: "keys",
  service: "Key Management Service",
  makes: "up to 7 keys, which are deleted at once",
  costs: "what so many keys cost for as long as the probe runs",
  switches: [
    "listLagSeconds",
    "showLagSeconds",
    "enumSpelling",
    "stateSpelling",
    "createdAt",
    "createdAtSkewSeconds",
    "deleteAtOfActive",
    "emptyTexts",
    "currentVersion",
    "oddListEntry",
    "listCount",
    "numberTexts",
  ],
  run: async (session) => {
    const first = await session.make("key", keyCreation);
    const list = new List();
    const listLag = await lag(session, first, async ({ id, name }) => list.look(session, id, name));
    const show = new Show();
    const showLag = await lag(session, first, async ({ id }) => show.look(session, id));
    // A creation shows the same fields as a key that is not shown yet.
    const shown = show.shown ?? first.answer.shown;
    return {
      listLagSeconds: lagFinding(listLag, session.patience),
      showLagSeconds: lagFinding(showLag, session.patience),
      ...facts(shown, show.shown !== undefined),
      ...timeFindings(first.answer.shown["created_at"], first.answer.at),
      oddListEntry: certain(list.nameless > 0),
      listCount: countFinding(list.count),
      numberTexts: await numberTexts(session, first.id),
    };
  },
};

/** The seconds after which keys are seen. */
function lag(
  session: Session,
  first: NewObject,
  look: (key: NewObject) => Promise<{ at: number; isSeen: boolean }>,
): Promise<number | undefined> {
  const subject = (key: NewObject) => ({ madeAt: key.answer.at, object: key });
  const { wire, patience } = session;
  const again = async () => subject(await session.make("key", keyCreation));
  return lagOf({ wire, patience, first: subject(first), again, look });
}

class List {
  /** Entries of the last list that have no name. */
  nameless = 0;
  /** The form of the last list's number. */
  count: unknown;

  async look({ wire }: Session, id: string, name: string): Promise<{ at: number; isSeen: boolean }> {
    const { at, shown } = await wire.ask({ call: "listKeys", query: { name, page: 0, size: 20 } });
    this.nameless = Number(shown["nameless"] ?? 0);
    this.count = shown["count"];
    return { at, isSeen: listOf(shown, "entries").some((entry) => memberOf(entry, "id") === id) };
  }
}

function countFinding(form: unknown): Finding {
  const forms: Readonly<Record<string, string>> = { number: "number", string: "text", undefined: "missing" };
  const value = typeof form === "string" ? forms[form] : undefined;
  return value === undefined ? unknown("a list's number has none of the known forms") : certain(value);
}

class Show {
  /** The last key that was shown. */
  shown: Shown | undefined;

  async look({ wire }: Session, id: string): Promise<{ at: number; isSeen: boolean }> {
    const { at, refused, shown } = await wire.ask({ call: "showKey", path: { key_id: id } });
    if (refused === undefined) this.shown = shown;
    return { at, isSeen: refused === undefined };
  }
}

function facts(shown: Shown, isShown: boolean): Findings {
  const { key_type: type, state, delete_at: deleteAt } = shown;
  const emptyTexts = emptyFinding(shown, isShown);
  return {
    enumSpelling: spelt(
      type,
      { reference: "advanced", lower: "advanced", upper: "ADVANCED", mixed: "Advanced" },
      "a key's type is written with small letters in both",
    ),
    stateSpelling: spelt(
      inOtherState(state),
      { reference: "Active", spaced: "Active", upper: "ACTIVE", lower: "active", unknown: "X_Active" },
      "they differ in states of several words only",
    ),
    currentVersion: certain("current_version" in shown ? "reference" : "missing"),
    emptyTexts,
    deleteAtOfActive: deleteAtFinding(deleteAt, emptyTexts),
  };
}

/** A new key may be `Creating`, which is spelled as `Active` is. */
function inOtherState(state: unknown): unknown {
  const words = { Creating: "Active", CREATING: "ACTIVE", creating: "active" };
  const all = Object.entries(words);
  return typeof state === "string" ? all.reduce((text, [from, to]) => text.replace(from, to), state) : state;
}

/** A region is never empty, and a key of the user's own refers to no secret. */
function emptyFinding({ region, secret_ref: reference }: Shown, isShown: boolean): Finding {
  if ((isShown && region === "") || reference === "") return certain(true);
  return reference === null || (isShown && typeof region === "string")
    ? certain(false)
    : unknown("the key has no field that is empty for sure");
}

function deleteAtFinding(deleteAt: unknown, emptyTexts: Finding): Finding {
  if (deleteAt === null || deleteAt === undefined) return certain("reference");
  if (deleteAt !== "") return certain("old");
  return emptyTexts.values[0] === false
    ? certain("empty")
    : oneOf(["reference", "empty"], "every null is an empty text");
}

/** A change of the rotation. */
function rotation(id: string, days: number | string): Ask {
  return { call: "updateRotation", path: { key_id: id }, body: { auto_rotate: "Y", rotate_cycle: days } };
}

/** Whether the days may be a text, once the key can be changed with a number. */
async function numberTexts(session: Session, id: string): Promise<Finding> {
  const { wire, patience } = session;
  const changed = await session.until(doubled(patience), () => wire.ask(rotation(id, 90)));
  if (changed === undefined) return unknown(`the key could not be changed within ${String(patience)} s`);
  const { refused } = await wire.ask(rotation(id, "91"));
  if (refused === undefined) return certain("taken");
  return refused === 400 ? certain("refused") : unknown(`the change was refused (${String(refused)})`);
}
