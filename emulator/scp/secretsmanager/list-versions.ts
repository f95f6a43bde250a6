import { ok } from "../../reply";
import { cutPage } from "../list";
import type { Operation } from "../service";
import { refuseUnlessShown } from "../shown";
import { isAtLeast } from "../versions";
import { labelsOf } from "./labels";
import { findActiveSecret, findSecret } from "./secret-access";
import { seenVersions } from "./seen-versions";

const sortableFields = ["created_at", "version_id"] as const;
const usualSize = 100;

/** Lists the versions, without values. Version 1.0 of the API has no pages and answers all of them. */
export const listVersions: Operation = (request) => {
  refuseUnlessShown(request, findSecret(request));
  const { seen, versions: stored } = seenVersions(request, request.context.store, findActiveSecret(request));
  const versions = stored.map(({ created_at, version_id }) => ({
    version_id,
    labels: labelsOf(seen, version_id),
    created_at,
  }));
  if (!isAtLeast(request.version, "1.1")) return ok({ version_list: versions.reverse() });
  const { items, ...page } = cutPage(versions, sortableFields, request.query, usualSize);
  return ok({ ...page, version_list: items });
};
