import { ok } from "../../reply";
import { cutPage } from "../list";
import type { Operation } from "../service";
import { isAtLeast } from "../versions";
import { labelsOf } from "./labels";
import { secretVersions } from "./secret";
import { findActiveSecret } from "./secret-access";

const sortableFields = ["created_at", "version_id"] as const;
const usualSize = 100;

/** The versions, without values. Pages came with 1.1: before, all of them are answered. */
export const listVersions: Operation = (request) => {
  const secret = findActiveSecret(request);
  const versions = Array.from(
    request.context.store.of(secretVersions).owned(secret.id),
    ({ created_at, version_id }) => ({ version_id, labels: labelsOf(secret, version_id), created_at }),
  );
  if (!isAtLeast(request.version, "1.1")) return ok({ version_list: versions.reverse() });
  const { items, ...page } = cutPage(versions, sortableFields, request.query, usualSize);
  return ok({ ...page, version_list: items });
};
