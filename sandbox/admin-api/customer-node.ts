import { fullName } from "../world/bodies/address-body";
import { present } from "../world/context";
import { totalsOf } from "../world/order-totals";
import type { Customer, Order } from "../world/records";
import { addressNode } from "./address-node";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid, money } from "./gid";
import { storeCreditAccounts } from "./goodwill";
import { metafieldFields } from "./metafields";
import type { NodeMaker } from "./node-maker";

export function customerNode(make: NodeMaker, customer: Customer): GraphNode {
  const { world } = make;
  const { shop, state } = world;
  const orders = (): Order[] => present(customer.orderIds.map((id) => state.orders[id]));
  const spentCents = () =>
    orders()
      .filter((order) => order.paidAt !== null && order.cancelledAt === null)
      .reduce((sum, order) => sum + totalsOf(state, order).currentTotalCents, 0);
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: fullName(customer),
    email: customer.email,
    phone: customer.phone,
    locale: customer.locale,
    note: customer.note,
    state: "DISABLED",
    verifiedEmail: true,
    validEmailAddress: customer.email !== null,
    taxExempt: false,
    dataSaleOptOut: false,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    tags: () => [...customer.tags].sort(),
    numberOfOrders: () => String(customer.orderIds.length),
    amountSpent: () => money(spentCents(), shop.currency),
    statistics: { predictedSpendTier: null, rfmGroup: null },
    defaultAddress: () =>
      customer.defaultAddress ? addressNode(customer.defaultAddress, `${customer.id}1`) : null,
    defaultPhoneNumber:
      customer.phone === null
        ? null
        : { phoneNumber: customer.phone, marketingState: "NOT_SUBSCRIBED", marketingOptInLevel: null },
    defaultEmailAddress:
      customer.email === null
        ? null
        : {
            __typename: "CustomerEmailAddress",
            emailAddress: customer.email,
            marketingState: customer.marketingState.toUpperCase(),
            marketingOptInLevel: customer.marketingState === "not_subscribed" ? null : "SINGLE_OPT_IN",
            marketingUpdatedAt: customer.marketingUpdatedAt,
            marketingUnsubscribeUrl: `https://${shop.domain}/account/unsubscribe/${customer.id}`,
            openTrackingLevel: "UNKNOWN",
            validFormat: true,
          },
    lastOrder: () => {
      const last = orders().at(-1);
      return last ? make.order(last) : null;
    },
    orders: (args: PageArguments) => connection(orders(), args, (order) => make.order(order)),
    storeCreditAccounts: storeCreditAccounts(world, customer.id),
    ...metafieldFields({ type: "Customer", id: customer.id, metafields: customer.metafields }),
  };
}
