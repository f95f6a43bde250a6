import type { Reply } from "../reply";
import { isDefault } from "./world";
import { listPage } from "./pages";
import type { SwitchValues } from "./switches";
import { createdAtView, inspectionTimesView } from "./views/dates";
import { currentVersionView, deleteAtView, emptyLabelsView, emptyTextsView } from "./views/empties";
import type { FieldView, Place } from "./views/field-view";
import {
  certificateTimesView,
  cidrView,
  descriptionView,
  rotateCycleView,
  vaultListsView,
  versionFormView,
  withUnknownFields,
} from "./views/forms";
import { listedIdsView, referredIdsView } from "./views/ids";
import { nextRotationView, useCountView } from "./views/keys";
import { scheduleView } from "./views/schedule";
import { enumView, stateView } from "./views/spelling";
import { vaultTokenView } from "./views/vault-token";

/** The order counts: the last one turns what is still null into "". */
const views: readonly FieldView[] = [
  vaultTokenView,
  emptyLabelsView,
  scheduleView,
  enumView,
  stateView,
  createdAtView,
  inspectionTimesView,
  deleteAtView,
  currentVersionView,
  descriptionView,
  cidrView,
  certificateTimesView,
  vaultListsView,
  rotateCycleView,
  versionFormView,
  nextRotationView,
  useCountView,
  listedIdsView,
  referredIdsView,
  emptyTextsView,
];

/** A reply, changed as the switches say. Refusals and stored objects are never changed. */
export function viewed(reply: Reply, place: Place, world: SwitchValues): Reply {
  if (isDefault(world) || reply.body === undefined) return reply;
  const look = (value: unknown, name: string) => views.reduce((seen, view) => view(seen, name, place, world), value);
  const body = mapFields(listPage(reply.body, place, world), look);
  return { ...reply, body: world.unknownFields ? withUnknownFields(body) : body };
}

/** Applies a function to each field of all objects, the innermost first. */
function mapFields(value: unknown, look: (value: unknown, name: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapFields(item, look));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, look(mapFields(field, look), name)] as const);
  return Object.fromEntries(fields);
}
