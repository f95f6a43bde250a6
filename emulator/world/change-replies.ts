import type { Moment } from "./lag";
import type { SwitchValues } from "./switches";
import type { Place } from "./views/field-view";

/** Operations that change an object and answer it. */
const changing = /^(?:update|rotateKey$|restoreSecret$|terminateVault$)/;

/** Whether the reply of an operation has no body, as the switches say. */
export function isUnanswered({ operation }: Place, { changeReplies }: SwitchValues): boolean {
  return changeReplies === "none" && changing.test(operation);
}

/** The object that the reply of a change shows. */
export function answered<T>({ context }: Moment, before: T, after: T): T {
  return context.world.current.changeReplies === "before" ? before : after;
}

/** The object of SpaceONE that the reply of an update shows: nothing of it, where a reply is empty. */
export function answeredUpdate<T>({ context }: Pick<Moment, "context">, before: T, after: T): T | undefined {
  return { whole: after, before, empty: undefined }[context.world.current.updateReplies];
}
