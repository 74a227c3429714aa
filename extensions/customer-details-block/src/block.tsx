import { LastmileBlock } from "../../shared-admin/lastmile-block";

const say = (key: string) => shopify.i18n.translate(key);

// One function for good: the block asks anew whenever it is given another.
const idToken = () => shopify.auth.idToken();

export function Block() {
  return (
    <LastmileBlock
      title={say("name")}
      about={shopify.data.selected[0]?.id}
      locale={say("language")}
      idToken={idToken}
      words={{ loading: say("loading"), unreachable: say("unreachable"), unknown: say("unknown") }}
    />
  );
}
