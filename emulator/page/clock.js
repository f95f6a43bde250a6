import { act, call, onSubmit } from "./admin.js";
import { byId } from "./dom.js";

/** Buttons and a form that move the clock on; `then` runs afterwards. */
export function startClock(then) {
  const advance = async (duration) => {
    showTime((await call("POST", "clock", { advance: duration })).now);
    await then();
  };
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => {
      void act(`The clock has moved on by ${button.textContent}.`, () => advance(button.dataset.advance));
    });
  }
  onSubmit("advance", "The clock has moved on.", (fields) => advance(fields.get("advance")));
}

export async function refreshClock() {
  showTime((await call("GET", "health")).now);
}

function showTime(now) {
  byId("now").dateTime = now;
  byId("now").textContent = now.replace(/\.\d+Z$/, "Z");
}
