interface State {
  __place?: unknown;
}

/** Where an object is, as its state remembers it. Earlier versions kept an object instead of a text. */
export function placeIn({ __place }: Readonly<State>): Readonly<Record<string, string>> {
  return (typeof __place === "string" ? JSON.parse(__place) : __place) as Record<string, string>;
}

/** Has a state remember other credentials than those that are used. */
export function forgetCredential(state: State): void {
  state.__place = JSON.stringify({ ...placeIn(state), credential: "00000000" });
}
