import { lagOf } from "../../lag";
import type { Question } from "../../question";
import type { NewObject, Session } from "../../session";
import type { Shown } from "../../shown";
import type { Ask } from "../../wire";
import { aged, anotherKey } from "./aged";

/** Shows a key. */
export function keyShow(id: string): Ask {
  return { call: "showKey", path: { key_id: id } };
}

/** When a new key is shown. */
export class ShowLagQuestion implements Question {
  readonly switches = ["showLagSeconds"];
  /** What is shown of the first key; undefined while it is not shown. */
  shown: Shown | undefined;

  constructor(
    private readonly session: Session,
    private readonly first: NewObject,
  ) {}

  readonly ask: Question["ask"] = async () => {
    const { session, first } = this;
    const { wire, patience } = session;
    const look = async ({ id }: NewObject) => {
      const { at, refused, shown } = await wire.ask(keyShow(id));
      if (refused === undefined && id === first.id) this.shown = shown;
      return { at, isSeen: refused === undefined };
    };
    const lag = await lagOf({ wire, patience, first: aged(first), again: anotherKey(session), look });
    return { showLagSeconds: lag };
  };
}
