import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { Schedule } from "../../../emulator/store/schedule";

test("events come out in the order of time, whatever the order they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (times) => {
      const schedule = new Schedule();
      for (const [index, at] of times.entries()) schedule.add({ at, collection: "things", id: String(index) });
      const taken: number[] = [];
      for (let event = schedule.earliest(); event; event = schedule.earliest()) {
        taken.push(event.at);
        schedule.removeEarliest();
      }
      expect(taken).toEqual([...times].sort((a, b) => a - b));
    }),
  );
});
