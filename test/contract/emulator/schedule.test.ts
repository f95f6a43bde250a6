import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { Schedule } from "../../../emulator/store/schedule";

test("events come out in the order of time, whatever the order they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (times) => {
      const taken: number[] = [];
      const isDone = new Set<string>();
      const schedule = new Schedule(({ id }) => !isDone.has(id));
      for (const [index, at] of times.entries()) schedule.add({ at, collection: "things", id: String(index) });
      for (let event = schedule.earliest(); event; event = schedule.earliest()) {
        taken.push(event.at);
        isDone.add(event.id);
      }
      expect(taken).toEqual([...times].sort((a, b) => a - b));
    }),
  );
});

test("a record that is changed again and again does not fill the schedule", () => {
  const due = new Map([["still", 5]]);
  const schedule = new Schedule(({ id, at }) => due.get(id) === at);
  schedule.add({ at: 5, collection: "things", id: "still" });
  for (let change = 1; change <= 100_000; change += 1) {
    const at = 10 + (change % 1000);
    due.set("changed", at);
    schedule.add({ at, collection: "things", id: "changed" });
  }
  expect(schedule.size).toBeLessThan(20_000);
  expect(schedule.earliest()).toMatchObject({ id: "still" });
  due.delete("still");
  expect(schedule.earliest()).toEqual({ at: 10, collection: "things", id: "changed" });
});
