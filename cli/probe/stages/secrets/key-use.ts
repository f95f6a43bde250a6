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
}

/** Makes a secret as soon as its key can be used, and finds out when keys can be by giving it further ones. */
export async function makeSecret(session: Session): Promise<KeyedSecret & { readonly findings: Findings }> {
  const { wire, patience, known } = session;
  const first = await session.make("key", keyCreation);
  let made: KeyedSecret | undefined;
  let last: Answer = first.answer;
  const look = async (key: NewObject) => {
    if (made === undefined) {
      const { answer, object } = await session.tryToMake("secret", (name) => secretCreation(name, key.id));
      if (object !== undefined) made = { secret: object, key };
      last = answer;
    } else {
      const path = { secret_id: made.secret.id };
      last = await wire.ask({ call: "updateKms", path, body: { kms_id: key.id } });
      if (last.refused === undefined) made = { ...made, key };
    }
    if (last.refused !== undefined && last.refused !== 400 && last.refused !== 404) {
      throw session.refusal("use a new key for a secret", last);
    }
    return { at: last.at, isSeen: last.refused === undefined };
  };
  const findings = await unlessRefused([keyUseSwitch], async () => {
    const lag = await lagOf({ wire, patience, first: aged(first), again: anotherKey(session), look });
    return { [keyUseSwitch]: useFinding(lag, secondsOf(known, "readyLagSeconds")) };
  });
  if (made === undefined) throw session.refusal("make a secret", last);
  return { ...(made), findings };
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
