import type { Subject } from "../../lag";
import type { NewObject, Session } from "../../session";
import { keyCreation } from "./creation";

/** A key whose age matters. */
export function aged(key: NewObject): Subject<NewObject> {
  return { madeAt: key.answer.at, object: key };
}

/** Makes a further key whose age matters. */
export function anotherKey(session: Session): () => Promise<Subject<NewObject>> {
  return async () => aged(await session.make("key", keyCreation));
}
