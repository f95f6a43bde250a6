/** How a cloud's API looks from outside, as far as the life-cycle suite has to know. */
export interface CloudWords {
  /** Which requests read only, for faults. */
  readonly reads: { readonly method: string; readonly path?: string };
  readonly isWrite: (request: { readonly method: string; readonly path: string }) => boolean;
  /** A reply in which the application refuses. */
  readonly refusal: (status: number, detail: string) => { readonly status: number; readonly body: object };
  /** Answers that say nothing of an object, and what the user is told to do. */
  readonly silent: readonly (readonly [title: string, fault: object, remedy: string])[];
}

const page = { status: 502, body: `<title>Bad</title>${"x".repeat(300_000)}` };
const gateway = { timestamp: "now", path: "/", status: 404, error: "Not Found", requestId: "1" };

const always: CloudWords["silent"] = [
  ["a gateway's 400", { status: 400, body: "bad request" }, "before the service refused the request"],
  ["a web page of 300 KB", page, "try again later"],
  ["no answer", { drop: "before" }, "Run the command again"],
  ["a success that is a web page", { status: 200, body: "<title>Sign in</title>" }, "not JSON"],
];

const scpRefusal: CloudWords["refusal"] = (status, detail) => ({
  status,
  body: { errors: [{ code: "Refused", detail }] },
});
const spaceoneRefusal: CloudWords["refusal"] = (status, message) => ({
  status,
  body: { detail: { code: status === 404 ? "ERROR_NOT_FOUND" : "ERROR_REFUSED", message: ` ${message}` } },
});

export const clouds = {
  scp: {
    reads: { method: "GET" },
    isWrite: ({ method }) => method !== "GET",
    refusal: scpRefusal,
    silent: [
      ...always,
      ["a gateway's 404", { status: 404, body: gateway }, "did not reach the service"],
      ["a 401", scpRefusal(401, "no"), "Check scp:accessKey"],
      ["a 403", scpRefusal(403, "no"), "lacks the permission"],
      ["a 500", scpRefusal(500, "no"), "The service failed"],
    ],
  },
  spaceone: {
    reads: { method: "POST", path: "/(get|list)$" },
    isWrite: ({ path }) => !/\/(get|list)$/.test(path),
    refusal: spaceoneRefusal,
    silent: [
      ...always,
      ["a framework's 404", { status: 404, body: { detail: "Not Found" } }, "did not reach the service"],
      [
        "a 404 of its project",
        spaceoneRefusal(404, "Resource cannot be found. (project_id = project-1)"),
        "project_id",
      ],
      ["a 401", spaceoneRefusal(401, "Authenticate failure."), "Check spaceone:token"],
      ["a 403", spaceoneRefusal(403, "Permission denied."), "role does not allow it"],
      ["a 500", spaceoneRefusal(500, "no"), "The service failed"],
    ],
  },
} as const satisfies Readonly<Record<string, CloudWords>>;
