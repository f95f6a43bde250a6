import { certain, oneOf, secondsOf, unknown, type Finding, type Findings } from "../findings";
import { doubled, reached } from "../lag";
import { isListed } from "../listed";
import { countFinding, has, largestPage, partOf, readList, tooLong, type ListRead } from "../lists";
import { cloudServices, listWith } from "../objects";
import { inTurn, type Question } from "../question";
import type { NewObject, Session } from "../session";
import { memberOf, type Shown } from "../shown";
import { spelt } from "../spelling";
import type { Ask } from "../wire";
import type { Stage } from "./stage";

/** Their order tells whether a reply keeps that of the names. */
const data = { second: 2, first: 1, third: 3 };
const tags = { probe: "1" };
const account = "pulumi-scp-probe";

export const cloudServicesStage: Stage = {
  name: "cloud-services",
  cloud: "spaceone",
  service: "SpaceONE's inventory",
  makes:
    "two cloud services without any data of value, which are deleted at once; the service keeps deleted ones for 90 days",
  costs: "nothing",
  switches: [
    "keyOrder",
    "emptyFields",
    "serviceState",
    "spaceoneTimes",
    "updateReplies",
    "tagForm",
    "totalCount",
    "mostInReply",
    "searchFilter",
    "deletedServices",
    "deletedTwice",
  ],
  lacks: ({ role, expired }) =>
    role === undefined || role === "WORKSPACE_OWNER"
      ? expired
      : `the role of spaceone:token is ${role}: it needs that of a WORKSPACE_OWNER`,
  run: async (session) => {
    const first = await session.make("cloudService", creation);
    // A search for the name of the first one may find the second one, too.
    const second = await session.make("cloudService", creation, `${first.name}x`);
    const others = await inTurn(session, [
      updateQuestion(session, first),
      listQuestion(session, first, second),
      deletionQuestion(session, second),
    ]);
    return { ...formFindings(first.answer.shown), ...others };
  },
};

function creation(name: string): Ask {
  const type = { provider: "pulumi_scp_probe", cloud_service_group: "Probe", cloud_service_type: "Probe" };
  return { call: "createCloudService", body: { ...type, name, data, reference: { resource_id: name } } };
}

function get(id: string): Ask {
  return { call: "getCloudService", body: { cloud_service_id: id } };
}

function deletion(id: string): Ask {
  return { call: "deleteCloudService", body: { cloud_service_id: id } };
}

/** What the reply of a creation tells, whose instance type is empty. */
function formFindings({ data: shown, state, created_at: createdAt, instance_type: empty }: Shown): Findings {
  const emptiness = { undefined: "omitted", string: "shown", object: "null" }[typeof empty as string];
  return {
    keyOrder: orderFinding(Object.keys(shown ?? {})),
    emptyFields: emptiness === undefined ? unknown("an empty field has none of the known forms") : certain(emptiness),
    serviceState:
      state === undefined
        ? certain("missing")
        : spelt(state, { reference: "ACTIVE", lower: "active", mixed: "Active" }, ""),
    spaceoneTimes: createdAt === undefined ? certain("missing") : timesFinding(createdAt),
  };
}

function orderFinding(names: readonly string[]): Finding {
  const sent = Object.keys(data);
  if (names.join() === sent.join()) return certain("kept");
  return names.join() === sent.reverse().join() ? certain("reversed") : unknown("the names have another order");
}

const timeForms: Readonly<Record<string, RegExp>> = {
  reference: /T[\d:]{8}\.\d{3}Z$/,
  micros: /T[\d:]{8}\.\d{6}Z$/,
  offset: /T[\d:]{8}\.\d{3}\+09:00$/,
  noZone: /T[\d:]{8}\.\d{3}$/,
};

function timesFinding(time: unknown): Finding {
  const form = Object.keys(timeForms).find((name) => typeof time === "string" && timeForms[name]?.test(time));
  return form === undefined ? unknown("its times have none of the known forms") : certain(form);
}

/** What the reply of a change shows, and in what form tags are shown. */
function updateQuestion(session: Session, { id }: NewObject): Question {
  return {
    switches: ["updateReplies", "tagForm"],
    ask: async () => {
      const body = { cloud_service_id: id, account, tags };
      const { shown } = await session.need("change a cloud service", { call: "updateCloudService", body });
      const read = await session.shown(get(id));
      const isEmpty = (shown["cloud_service_id"] ?? "") === "";
      return {
        updateReplies: certain(isEmpty ? "empty" : shown["account"] === account ? "whole" : "before"),
        tagForm: read === undefined ? hidden(session) : tagFinding(read.shown["tags"]),
      };
    },
  };
}

function hidden({ patience }: Session): Finding {
  return unknown(`a new cloud service is not shown within ${String(patience)} s`);
}

function tagFinding(shown: unknown): Finding {
  const custom = memberOf(shown, "custom");
  if (Array.isArray(custom)) return certain("list");
  if (memberOf(shown, "probe") !== undefined) return certain("flat");
  const value = memberOf(custom, "probe");
  if (value === tags.probe) return certain("reference");
  return value === Number(tags.probe) ? certain("numbers") : unknown("tags have none of the known forms");
}

/** Which cloud services a list has, how many in one reply, and in what form their number is. */
function listQuestion(session: Session, first: NewObject, second: NewObject): Question {
  return {
    switches: ["totalCount", "mostInReply", "searchFilter"],
    ask: async (known) => {
      const read = await whenListed(session, second, known);
      if (read === undefined) {
        const because = hidden(session);
        return { totalCount: because, mostInReply: because, searchFilter: because };
      }
      return {
        totalCount: countFinding(read.last.shown["count"]),
        mostInReply: await mostFinding(session, read),
        searchFilter: await filterFinding(session, first, second),
      };
    },
  };
}

/** The list of all, as far as it has the newest one. Undefined if that takes longer than the patience. */
async function whenListed(
  { wire, patience }: Session,
  { id }: NewObject,
  known: Findings,
): Promise<ListRead | undefined> {
  await wire.pause(secondsOf(known, "listLagSeconds") ?? 0);
  for await (const _ of reached(wire, doubled(patience))) {
    const read = await readList(wire, cloudServices([]), (entries) => has(entries, id));
    if (has(read.entries, id)) return read;
  }
  return undefined;
}

/** A reply may have as few objects as its list has. More behind it show that there is a limit. */
async function mostFinding({ wire }: Session, { last }: ListRead): Promise<Finding> {
  const most = Number(last.shown["length"]);
  const { shown } = await wire.ask(partOf(cloudServices([]), 0, most));
  return most < largestPage && Number(shown["length"]) > 0
    ? certain(most)
    : unknown("only a list of many cloud services shows it");
}

async function filterFinding(session: Session, first: NewObject, { kind, id, name }: NewObject): Promise<Finding> {
  const isIn = (searched: string): Promise<boolean | undefined> =>
    isListed(session, listWith({ kind, name: searched }), id);
  const isFound = await isIn(first.name);
  if (isFound !== true) return isFound === undefined ? tooLong : certain("exact");
  const isIgnored = await isIn(`${name}x`);
  return isIgnored === undefined ? tooLong : certain(isIgnored ? "ignored" : "contains");
}

/** What is shown of a cloud service that was deleted, and what a second deletion comes to. */
function deletionQuestion(session: Session, second: NewObject): Question {
  const { wire } = session;
  const { id } = second;
  return {
    switches: ["deletedServices", "deletedTwice"],
    ask: async () => {
      const before = await session.shown(get(id));
      const wasListed = await isListed(session, listWith(second), id);
      await session.need("delete a cloud service", deletion(id));
      session.gone(second);
      const after = await wire.ask(get(id));
      const again = await wire.ask(deletion(id));
      if (before === undefined) return { deletedServices: hidden(session), deletedTwice: hidden(session) };
      if (after.refused !== undefined) {
        const because = unknown(`a deleted cloud service is refused (${String(after.refused)})`);
        return { deletedServices: after.refused === 404 ? certain("hidden") : because, deletedTwice: because };
      }
      const isLeft = wasListed === true ? await isListed(session, listWith(second), id) : undefined;
      return {
        deletedServices:
          isLeft === undefined
            ? oneOf(["shown", "listed"], "a list may have it on a later page")
            : certain(isLeft ? "listed" : "shown"),
        deletedTwice: againFinding(again.refused),
      };
    },
  };
}

function againFinding(refused: number | undefined): Finding {
  if (refused === undefined) return certain("taken");
  const values: Readonly<Record<number, string>> = { 400: "own", 404: "notFound" };
  const value = values[refused];
  return value === undefined ? unknown(`the second deletion was refused (${String(refused)})`) : certain(value);
}
