import { ApiError, GatewayError, UnexpectedReplyError } from "../../http/errors";
import { Listing } from "../../listing";
import { checkCostDataKeys } from "../roles";
import { ServiceClient, type Search } from "../service-client";
import { costReply, type Cost } from "./cost";
import { dataSourceReply, type DataSource } from "./data-source";
import { costAnalysisOperations } from "./operations";

/** Is told of a data source that is left out. */
type ReportFailure = (dataSourceId: string, error: unknown) => void;

/** The ids of all data sources. */
const ids: Search = { query: { sort: [{ key: "data_source_id" }], only: ["data_source_id"] } };

/** The data sources of SpaceONE's cost analysis, and what they have brought. */
export class CostsClient extends ServiceClient {
  protected readonly service = "cost-analysis";

  /** The data sources of a search. */
  findDataSources(search: Search): Listing<DataSource> {
    checkCostDataKeys(this.claims, search.query.only);
    return this.search(costAnalysisOperations.listDataSources, dataSourceReply, search);
  }

  /**
   * The costs of a search in the chosen data sources, or in all of them, one after the other. One that fails is reported
   * and left out, since some have nothing that the service can list (SPO 5). It is an error if each of them fails.
   */
  findCosts(chosen: readonly string[] | undefined, search: Search, report: ReportFailure): Listing<Cost> {
    const sources = async (): Promise<readonly string[]> =>
      chosen ?? (await this.findDataSources(ids)).map(({ id }) => id);
    const inSource = (id: string) => this.inSource(id, search).pages();
    return new Listing(async function* () {
      const all = await sources();
      let failed = 0;
      for (const id of all) {
        try {
          yield* inSource(id);
        } catch (error) {
          if (!isAnswer(error) || ++failed === all.length) throw error;
          report(id, error);
        }
      }
    });
  }

  private inSource(id: string, { parameters, query }: Search): Listing<Cost> {
    return this.search(costAnalysisOperations.listCosts, costReply, {
      parameters: { ...parameters, data_source_id: id },
      query,
    });
  }
}

/** Whether the service has answered, and only not what was asked for. A refused token would be refused everywhere. */
function isAnswer(error: unknown): boolean {
  if (error instanceof ApiError || error instanceof GatewayError) return error.status !== 401;
  return error instanceof UnexpectedReplyError;
}
