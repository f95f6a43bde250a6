import { certain, secondsOf, unknown, type Finding, type Findings } from "../../findings";
import { lagOf } from "../../lag";
import { unlessRefused } from "../../question";
import type { NewObject, Session } from "../../session";
import type { Answer } from "../../wire";
import { aged, anotherKey } from "../keys/aged";
import { keyCreation } from "../keys/creation";
import { secretCreation } from "./creation";

export const keyUseSwitch = "keyUseLagSeconds";

/** A secret, and the key that it uses. */
export interface KeyedSecret {
  readonly secret: NewObject;
  readonly key: NewObject;
  /** The key that it was made with. */
  readonly madeWith: NewObject;
}

/** Makes a secret as soon as its key can be used, and finds out when keys can be by giving it further ones. */
export async function makeSecret(session: Session): Promise<KeyedSecret & { readonly findings: Findings }> {
  const { wire, patience, known } = session;
  const first = await session.make("key", keyCreation);
  const so: { made?: KeyedSecret; last: Answer } = { last: first.answer };
  const look = async (key: NewObject) => {
    if (so.made === undefined) {
      const { answer, object } = await session.tryToMake("secret", (name) => secretCreation(name, key.id));
      if (object !== undefined) so.made = { secret: object, key, madeWith: key };
      so.last = answer;
    } else {
      const path = { secret_id: so.made.secret.id };
      so.last = await wire.ask({ call: "updateKms", path, body: { kms_id: key.id } });
      if (so.last.refused === undefined) so.made = { ...so.made, key };
    }
    const { at, refused } = so.last;
    if (refused !== undefined && refused !== 400 && refused !== 404) {
      throw session.refusal("use a new key for a secret", so.last);
    }
    return { at, isSeen: refused === undefined };
  };
  const findings = await unlessRefused([keyUseSwitch], async () => {
    const lag = await lagOf({ wire, patience, first: aged(first), again: anotherKey(session), look });
    return { [keyUseSwitch]: useFinding(lag, secondsOf(known, "readyLagSeconds")) };
  });
  if (so.made === undefined) throw session.refusal("make a secret", so.last);
  return { ...so.made, findings };
}

/** Clocks of whole seconds may make one lag a little longer, and another one shorter. */
const blur = 3;

/** A key that is not ready cannot be used either, so that only a longer lag is seen. */
function useFinding(lag: Finding, ready: number | undefined): Finding {
  const [seconds] = lag.values;
  if (typeof seconds !== "number") return lag;
  if (ready === undefined) return unknown("it is not known when a key is ready");
  return ready === 0 || seconds > ready + blur ? certain(seconds) : unknown("a key can be used as soon as it is ready");
}
