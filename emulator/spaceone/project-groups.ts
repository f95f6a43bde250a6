import type { EmulatorContext } from "../context";
import { seedCollections } from "./objects";
import { compileFilters, keyOf } from "./query/filter";
import type { Model } from "./query/model";
import type { Filter } from "./wire/query";

/** Conditions on project groups, as conditions on the projects of these groups (SPO 4). */
export function withProjects(filter: readonly Filter[], context: EmulatorContext, now: number): Filter[] {
  return filter.map((condition) => {
    if (keyOf(condition) !== "project_group_id") return condition;
    return { k: "project_id", v: projectsOfGroups(condition, context, now), o: "in" };
  });
}

const projectModel: Model = { name: "Project", fields: { project_group_id: "text" }, aliases: {}, minimal: [] };

/** The projects of project groups. A group exists if a seeded project names it. */
function projectsOfGroups(condition: Filter, { store }: EmulatorContext, now: number): string[] {
  const fits = compileFilters(projectModel, [condition], [], now);
  return Array.from(store.of(seedCollections.projects).all())
    .filter(({ project_group_id: group }) => typeof group === "string" && fits({ project_group_id: group }))
    .map(({ project_id: id }) => String(id));
}
