import { beforeEach, describe, expect, test } from "@jest/globals";

import { Claims } from "../../../provider/lifecycle/command/claims";
import type { Desired, ResourceRecord } from "../../../provider/lifecycle/record/record";
import { fromInputs, fromState } from "../../../provider/lifecycle/record/state-codec";

const meta = (name: string, parent?: string) => ({
  schema: 1,
  name,
  stack: "dev",
  project: "shop",
  ...(parent === undefined ? {} : { parent }),
});
/** A state of a resource, by its name and the time since when it has its object. */
const state = (name: string, since?: string, parent?: string): ResourceRecord =>
  fromState({ inputs: {} }, { __meta: meta(name, parent), ...(since === undefined ? {} : { __since: since }) });
const inputs = (name: string, adopt?: string): Desired =>
  fromInputs({ __meta: meta(name), ...(adopt === undefined ? {} : { __adopt: adopt }) });

let claims: Claims;

beforeEach(() => {
  claims = new Claims();
});

describe("an object may be deleted", () => {
  test("for a state that nobody else claims, as in a destroy", () => {
    expect(claims.obstacle("id", state("old"))).toBeUndefined();
  });

  test("for the very state that goes on with it", () => {
    claims.claim("id", state("one", "t1"), "kept");
    expect(claims.obstacle("id", state("one", "t1"))).toBeUndefined();
    claims.claim("id2", state("two"), "kept");
    expect(claims.obstacle("id2", state("two"))).toBeUndefined();
  });

  test("for a state that has kept its time under a new name", () => {
    claims.claim("id", state("renamed", "t1"), "kept");
    expect(claims.obstacle("id", state("before", "t1"))).toBeUndefined();
  });

  test("by the last one of those that a refresh has seen", () => {
    claims.claim("id", state("one", "t1"), "seen");
    claims.claim("id", state("two", "t2"), "seen");
    expect(claims.obstacle("id", state("one", "t1"))).toEqual({ by: "two", how: "seen", isOwn: false, outputs: [] });
    claims.release("id", state("one", "t1"));
    expect(claims.obstacle("id", state("two", "t2"))).toBeUndefined();
  });
});

describe("an object is not deleted", () => {
  test.each(["made", "taken", "kept"] as const)("for another resource than the one that has %s it", (how) => {
    claims.claim("id", state("new", "t2"), how);
    expect(claims.obstacle("id", state("old", "t1"))).toEqual({ by: "new", how, isOwn: false, outputs: [] });
  });

  test("for another resource whose object has the id in another form", () => {
    claims.claim("0a-1b", state("new", "t2"), "kept");
    expect(claims.obstacle("0A1B", state("old", "t1"))).toMatchObject({ by: "new" });
    claims.release("0A1B", state("new", "t2"));
    claims.checked(undefined, inputs("adopter", "0A1B"));
    expect(claims.obstacle("0a-1b", state("old", "t1"))).toMatchObject({ by: "adopter" });
  });

  test("for the old state of the same resource", () => {
    claims.claim("id", state("same", "t2"), "taken");
    expect(claims.obstacle("id", state("same", "t1"))).toEqual({ by: "same", how: "taken", isOwn: true, outputs: [] });
    expect(claims.obstacle("id", state("same"))).toMatchObject({ isOwn: true });
  });

  test("for a resource of the same name beneath another parent", () => {
    claims.claim("id", state("same", "t2", "p2"), "taken");
    expect(claims.obstacle("id", state("same", "t1", "p1"))).toMatchObject({ isOwn: false });
  });

  test("while another resource is about to take it over", () => {
    claims.checked(undefined, inputs("new", "id"));
    expect(claims.obstacle("id", state("old"))).toEqual({ by: "new", how: "taken", isOwn: false, outputs: [] });
    claims.created(inputs("new", "id"));
    expect(claims.obstacle("id", state("old"))).toBeUndefined();
  });

  test("while the program looks it up", () => {
    claims.claim("id", state("reading"), "looked up");
    expect(claims.obstacle("id", state("old"))).toMatchObject({ by: "reading", how: "looked up" });
  });

  test("although a refresh has seen it for another state since it was taken over", () => {
    claims.claim("id", state("new", "t2"), "kept");
    claims.claim("id", state("old", "t1"), "seen");
    expect(claims.obstacle("id", state("old", "t1"))).toMatchObject({ by: "new" });
    claims.claim("id", state("new", "t2"), "seen");
    expect(claims.obstacle("id", state("old", "t1"))).toMatchObject({ by: "new", how: "kept" });
  });
});

describe("a check without old inputs", () => {
  test("is a replacement where the one before had some, and announces a creation", () => {
    const olds = inputs("one");
    expect(claims.replaced(olds, meta("one"))).toBeUndefined();
    claims.checked(olds, inputs("one"));
    expect(claims.isChecked(meta("one"))).toBe(true);
    expect(claims.successor(state("one"))).toBeUndefined();
    const news = inputs("one");
    expect(claims.replaced(undefined, meta("one"))).toBe(olds);
    claims.checked(undefined, news);
    expect(claims.successor(state("one"))).toBe(news);
    claims.created(news);
    expect(claims.successor(state("one"))).toBeUndefined();
  });

  test("is a new resource otherwise: after a deletion, and where an outcome was unknown", () => {
    claims.checked(inputs("one"), inputs("one"));
    claims.release("id", state("one"));
    expect(claims.replaced(undefined, meta("one"))).toBeUndefined();
    claims.checked(inputs("two"), inputs("two"));
    claims.forget(meta("two"));
    expect(claims.replaced(undefined, meta("two"))).toBeUndefined();
    expect(claims.isChecked(meta("two"))).toBe(false);
  });
});

describe("a rival", () => {
  test("has taken the object over, goes on with it, or is about to take it over", () => {
    claims.claim("taken", state("one"), "taken");
    claims.claim("kept", state("one"), "kept");
    claims.checked(undefined, inputs("two", "announced"));
    expect(["taken", "kept", "announced"].map((id) => claims.rival(id, meta("other")))).toEqual(["one", "one", "two"]);
    expect(claims.rival("taken", meta("one"))).toBeUndefined();
    expect(claims.rival("announced", meta("two"))).toBeUndefined();
  });

  test("is the first one of two that are about to take it over", () => {
    claims.checked(undefined, inputs("one", "id"));
    claims.checked(undefined, inputs("two", "id"));
    expect([claims.rival("id", meta("one")), claims.rival("id", meta("two"))]).toEqual([undefined, "one"]);
  });

  test("is not who has only read it", () => {
    claims.claim("id", state("one"), "seen");
    claims.claim("id", state("two"), "looked up");
    expect(claims.rival("id", meta("other"))).toBeUndefined();
  });
});

describe("a claim", () => {
  test.each(["made", "taken", "kept"] as const)("on what was %s outlives a refresh of another state", (how) => {
    claims.claim("id", state("new", "t2"), how);
    claims.claim("id", state("old", "t1"), "seen");
    expect(claims.obstacle("id", state("old", "t1"))).toEqual({ by: "new", how, isOwn: false, outputs: [] });
  });

  test("takes the place of the resource's earlier one, which a release does not bring back", () => {
    claims.claim("id", state("one", "t1"), "kept");
    claims.claim("id", state("one", "t2"), "taken");
    expect(claims.obstacle("id", state("one", "t1"))).toEqual({ by: "one", how: "taken", isOwn: true, outputs: [] });
    claims.release("id", state("one", "t2"));
    expect(claims.obstacle("id", state("other"))).toBeUndefined();
  });

  test("of a refresh takes the place of an earlier refresh's", () => {
    claims.claim("id", state("one", "t1"), "seen");
    claims.claim("id", state("one", "t2"), "seen");
    expect(claims.obstacle("id", state("one", "t1"))).toEqual({ by: "one", how: "seen", isOwn: true, outputs: [] });
  });

  test("is released by its own state only", () => {
    claims.claim("id", state("one", "t1"), "kept");
    claims.release("id", state("two", "t2"));
    expect(claims.obstacle("id", state("two", "t2"))).toMatchObject({ by: "one" });
    claims.release("id", state("one", "t1"));
    expect(claims.obstacle("id", state("two", "t2"))).toBeUndefined();
  });
});

describe("an object is only seen", () => {
  test("where a refresh has read it for the very resource, and the program has said nothing of that", () => {
    claims.claim("id", state("one"), "seen");
    expect(claims.isOnlySeen("id", { resource: meta("one"), since: undefined })).toBe(true);
    expect(claims.isOnlySeen("id", { resource: meta("two"), since: undefined })).toBe(false);
    claims.checked(inputs("one"), inputs("one"));
    expect(claims.isOnlySeen("id", { resource: meta("one"), since: undefined })).toBe(false);
  });

  test("also where the resource got another name since its state was written", () => {
    claims.claim("id", state("before", "t1"), "seen");
    expect(claims.isOnlySeen("id", { resource: meta("renamed"), since: "t1" })).toBe(true);
    expect(claims.isOnlySeen("id", { resource: meta("renamed"), since: "t2" })).toBe(false);
  });

  test("is not said of what was made", () => {
    claims.claim("id", state("one"), "made");
    expect(claims.isOnlySeen("id", { resource: meta("one"), since: undefined })).toBe(false);
  });
});

test("that nothing needs an object holds until its resource is checked with old inputs again", () => {
  expect(claims.isFree(meta("one"))).toBe(false);
  claims.free(meta("one"));
  claims.checked(undefined, inputs("one"));
  expect(claims.isFree(meta("one"))).toBe(true);
  claims.checked(inputs("one"), inputs("one"));
  expect(claims.isFree(meta("one"))).toBe(false);
});

test("a check with old inputs is no replacement, and takes an announced creation back", () => {
  claims.checked(undefined, inputs("one"));
  claims.checked(inputs("one"), inputs("one"));
  expect(claims.replaced(inputs("one"), meta("one"))).toBeUndefined();
  expect(claims.successor(state("one"))).toBeUndefined();
});

test("what is left for a creation is for that one only", () => {
  claims.checked(undefined, inputs("one"));
  claims.leave(state("one"));
  expect(claims.leftFor(inputs("one"))).toEqual(state("one"));
  expect(claims.leftFor(inputs("two"))).toBeUndefined();
  claims.created(inputs("one"));
  expect(claims.leftFor(inputs("one"))).toBeUndefined();
});
