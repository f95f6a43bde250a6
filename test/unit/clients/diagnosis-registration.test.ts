import { beforeEach, describe, expect, test } from "@jest/globals";

import { Connection, type ScpServices } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { useApiServer } from "../../support/api-server";
import { stackSettings } from "../../support/settings";

const api = useApiServer();
let services: ScpServices;

beforeEach(() => {
  const config = { "scp:endpoint": api.url, "scp:accessKey": "AK", "scp:secretKey": "SK", "scp:maxRetries": "0" };
  services = new Connection(stackSettings(config), () => undefined).scp(new Deadline(5000));
});

describe("a diagnosis that is registered", () => {
  const proposed = `DIA-${"A".repeat(32)}`;
  const other = `DIA-${"0123456789ABCDEF".repeat(2)}`;
  const save = (body: object): Promise<unknown> => {
    api.answer = () => ({ body });
    return services.inspections.saveDiagnosis(proposed, {
      name: "nightly",
      accountId: "account",
      cspType: "SCP",
      plan: "STANDARD",
      checkType: "BP",
      authKey: { id: "key", expiresAt: "2027-01-01T09:00:00+09:00" },
      schedule: { frequency: "weekly", day: "monday", startTime: "03:00", checkTypes: ["SSI"] },
    });
  };

  test("is written in the API's words", async () => {
    await save({ result: true });
    const id = { diagnosis_id: proposed };
    expect(api.seen.map(({ body }) => body)).toEqual([
      {
        ...id,
        diagnosis_name: "nightly",
        account_id: "account",
        diagnosis_account_id: "account",
        csp_type: "SCP",
        plan_type: "STANDARD",
        diagnosis_check_type: "BP",
        diagnosis_type: "Console",
        auth_key_request: { ...id, auth_key_id: "key", auth_key_expired_at: "2027-01-01 00:00:00" },
        schedule_request: {
          ...id,
          frequency_type: "WEEK",
          frequency_value: "MONDAY",
          diagnosis_start_time_pattern: "03:00",
          use_diagnosis_check_type_bp: "n",
          use_diagnosis_check_type_ssi: "y",
        },
      },
    ]);
  });

  test.each([
    [
      { result: true, diagnosis_id: other },
      { isSaved: true, id: other },
    ],
    [
      { result: "True", diagnosis_id: proposed },
      { isSaved: true, id: proposed },
    ],
    [
      { result: true, diagnosis_id: "Sample Diagnosis Name" },
      { isSaved: true, id: proposed },
    ],
    [
      { result: true, diagnosis_id: `${other}0` },
      { isSaved: true, id: proposed },
    ],
    [{ result: true }, { isSaved: true, id: proposed }],
    [
      { result: "", diagnosis_id: "" },
      { isSaved: true, id: proposed },
    ],
    [{ result: false }, { isSaved: false, id: proposed }],
  ])("as %j has the id that is answered", async (reply, saved) => {
    await expect(save(reply)).resolves.toEqual(saved);
  });
});
