import { withoutControls } from "../../provider/words/controls";

/** Tells the user a line, or several. Names of objects stand in it. */
export function tell(text: string): void {
  console.error(withoutControls(text));
}
