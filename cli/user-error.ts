/** Something that the user can mend, in a message that says how. */
export class UserError extends Error {
  override readonly name = "UserError";
}
