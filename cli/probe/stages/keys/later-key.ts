import { secondsOf, type Findings } from "../../findings";
import type { NewObject, Session } from "../../session";
import { keyCreation } from "./creation";

const lags = ["listLagSeconds", "showLagSeconds", "readyLagSeconds"];

/** A key that is made once the lags are known, and so the newest one of the stage: lists have it on their first pages. */
export class LaterKey {
  private key: NewObject | undefined;

  constructor(private readonly session: Session) {}

  /** The key, once it is shown, listed, and can be changed. */
  async made(known: Findings): Promise<NewObject> {
    if (this.key !== undefined) return this.key;
    const { wire } = this.session;
    // Objects that were made within one second may be listed in any order.
    await wire.pause(2);
    this.key = await this.session.make("key", keyCreation);
    await wire.pause(Math.max(...lags.map((name) => secondsOf(known, name) ?? 0)) + 1);
    return this.key;
  }
}
