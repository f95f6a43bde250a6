import { joined, unknown, type Findings } from "./findings";
import { RefusedError, type Session } from "./session";

/** A question to a service, and the switches that its answer tells. */
export interface Question {
  readonly switches: readonly string[];
  /** @param known what was found before */
  readonly ask: (known: Findings) => Promise<Findings>;
}

/** Asks one question after the other. What a service refuses leaves open what that question would have told. */
export async function inTurn(session: Session, questions: readonly Question[]): Promise<Findings> {
  let findings: Findings = {};
  for (const { switches, ask } of questions) {
    const known = joined(session.known, findings);
    findings = joined(findings, await unlessRefused(switches, () => ask(known)));
  }
  return findings;
}

/** What is found. If the service does not do what that needs, the reason. */
export async function unlessRefused(switches: readonly string[], find: () => Promise<Findings>): Promise<Findings> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return Object.fromEntries(switches.map((name) => [name, unknown(error.message)]));
  }
}
