// What makes good at Shopify: code discounts with their codes, store credit and draft orders.

import { nextId, wholeSecond } from "../world/clockwork";
import type { CodeDiscount, DraftOrder, StoreCredit } from "../world/records";
import type { World } from "../world";
import { type GraphNode, type PageArguments, connection } from "./connection";
import { gid, money, parseGid } from "./gid";
import { matchesText, search } from "./search";

interface DiscountInput {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  context?: { customers?: { add?: string[] | null; remove?: string[] | null } | null } | null;
  customerGets?: {
    value?: { percentage?: number | null; discountAmount?: { amount?: string | null } | null } | null;
  } | null;
}

interface CreditInput {
  creditAmount: { amount: string; currencyCode: string };
  expiresAt?: string | null;
}

interface DraftInput {
  customerId?: string | null;
  note?: string | null;
  tags?: string[] | null;
  lineItems?: Array<{ variantId?: string | null; quantity: number }> | null;
}

const problem = (field: string[], message: string, code: string) => ({ field, message, code });

/** The mutations of discounts, store credit and draft orders. */
export function goodwillMutations(world: World, now: () => Date): Record<string, unknown> {
  const create = (input: DiscountInput, kind: CodeDiscount["kind"], field: string) => {
    const fault = createFault(world, input, field);
    if (fault) return { codeDiscountNode: null, userErrors: [fault] };
    const made: CodeDiscount = {
      id: nextId(world.state, "discount"),
      kind,
      title: input.title ?? input.code ?? "",
      percentage: input.customerGets?.value?.percentage ?? null,
      amount: input.customerGets?.value?.discountAmount?.amount ?? null,
      customerIds: idsOf(input.context?.customers?.add),
      codes: [{ code: input.code ?? "", at: wholeSecond(now()) }],
      startsAt: input.startsAt ?? wholeSecond(now()),
      endsAt: input.endsAt ?? null,
      usageLimit: input.usageLimit ?? null,
    };
    world.state.discounts.push(made);
    world.touch();
    return { codeDiscountNode: discountNode(made), userErrors: [] };
  };
  const update = (id: string, input: DiscountInput) => {
    const discount = world.state.discounts.find((one) => one.id === parseGid(id)?.id);
    if (!discount) {
      return {
        codeDiscountNode: null,
        userErrors: [problem(["id"], "Discount does not exist", "INVALID")],
      };
    }
    const { add, remove } = input.context?.customers ?? {};
    const gone = new Set(idsOf(remove));
    discount.customerIds = [...new Set([...discount.customerIds, ...idsOf(add)])].filter(
      (one) => !gone.has(one),
    );
    world.touch();
    return { codeDiscountNode: discountNode(discount), userErrors: [] };
  };
  return {
    discountCodeBasicCreate: (args: { basicCodeDiscount: DiscountInput }) =>
      create(args.basicCodeDiscount, "basic", "basicCodeDiscount"),
    discountCodeFreeShippingCreate: (args: { freeShippingCodeDiscount: DiscountInput }) =>
      create(args.freeShippingCodeDiscount, "free_shipping", "freeShippingCodeDiscount"),
    discountCodeBasicUpdate: (args: { id: string; basicCodeDiscount: DiscountInput }) =>
      update(args.id, args.basicCodeDiscount),
    discountCodeFreeShippingUpdate: (args: { id: string; freeShippingCodeDiscount: DiscountInput }) =>
      update(args.id, args.freeShippingCodeDiscount),
    discountRedeemCodeBulkAdd: (args: { discountId: string; codes: Array<{ code: string }> }) =>
      addCodes(world, args, wholeSecond(now())),
    storeCreditAccountCredit: (args: { id: string; creditInput: CreditInput }) =>
      credit(world, args, wholeSecond(now())),
    draftOrderCreate: (args: { input: DraftInput }) => createDraft(world, args.input, wholeSecond(now())),
  };
}

/** The queries of discounts and draft orders. */
export function goodwillQueries(world: World): Record<string, unknown> {
  return {
    codeDiscountNodeByCode: ({ code }: { code: string }) => {
      const found = findByCode(world, code);
      return found ? discountNode(found) : null;
    },
    draftOrders: (args: PageArguments & { query?: string | null }) =>
      connection(
        search(world.state.draftOrders, args.query, {
          tag: (draft, term) => draft.tags.some((tag) => matchesText(tag, term)),
        }),
        args,
        draftNode,
      ),
  };
}

/** A customer's store credit, as an account of the shop's currency. */
export function storeCreditAccounts(world: World, customerId: string) {
  return (args: PageArguments) => {
    const credits = world.state.storeCredits.filter((one) => one.customerId === customerId);
    const accounts = credits.length === 0 ? [] : [customerId];
    return connection(accounts, args, () => ({
      __typename: "StoreCreditAccount",
      id: gid("StoreCreditAccount", customerId),
      balance: money(
        credits.reduce((sum, { cents }) => sum + cents, 0),
        world.shop.currency,
      ),
      transactions: (page: PageArguments) => connection(credits, page, creditNode),
    }));
  };
}

const idsOf = (gids: string[] | null | undefined): string[] =>
  (gids ?? []).flatMap((one) => parseGid(one)?.id ?? []);

function createFault(world: World, { code, endsAt, startsAt, context }: DiscountInput, field: string) {
  if (!code) return problem([field, "code"], "Code can't be blank", "BLANK");
  if (findByCode(world, code))
    return problem([field, "code"], "Code must be unique. Please try a different code.", "TAKEN");
  if (endsAt && startsAt && Date.parse(endsAt) <= Date.parse(startsAt))
    return problem([field, "endsAt"], "Ends at needs to be after starts_at", "END_DATE_BEFORE_START_DATE");
  const unknown = idsOf(context?.customers?.add).find((id) => !world.findCustomer(id));
  return unknown === undefined ? null : problem([field, "context"], "Customer does not exist", "INVALID");
}

/** Case does not matter to a code. */
const findByCode = (world: World, code: string): CodeDiscount | undefined =>
  world.state.discounts.find(({ codes }) =>
    codes.some((one) => one.code.toLowerCase() === code.toLowerCase()),
  );

function addCodes(
  world: World,
  { discountId, codes }: { discountId: string; codes: Array<{ code: string }> },
  at: string,
) {
  const discount = world.state.discounts.find(({ id }) => id === parseGid(discountId)?.id);
  if (!discount)
    return {
      bulkCreation: null,
      userErrors: [problem(["discountId"], "Discount does not exist", "INVALID")],
    };
  const fresh = codes.filter(({ code }) => !findByCode(world, code));
  discount.codes.push(...fresh.map(({ code }) => ({ code, at })));
  world.touch();
  return {
    // Shopify answers before the work is done; here it is done at once.
    bulkCreation: {
      __typename: "DiscountRedeemCodeBulkCreation",
      id: gid("DiscountRedeemCodeBulkCreation", nextId(world.state, "bulkCreation")),
      done: false,
      codesCount: codes.length,
      failedCount: 0,
      importedCount: 0,
      createdAt: at,
    },
    userErrors: [],
  };
}

function discountNode(discount: CodeDiscount): GraphNode {
  const { id, kind, title, startsAt, endsAt, usageLimit } = discount;
  return {
    __typename: "DiscountCodeNode",
    id: gid("DiscountCodeNode", id),
    codeDiscount: () => ({
      __typename: kind === "basic" ? "DiscountCodeBasic" : "DiscountCodeFreeShipping",
      ...{ title, startsAt, endsAt, usageLimit },
      codes: (args: PageArguments) =>
        connection(discount.codes, args, ({ code }) => ({ __typename: "DiscountRedeemCode", code })),
    }),
  };
}

function credit(
  world: World,
  { id, creditInput }: { id: string; creditInput: CreditInput },
  at: string,
): Record<string, unknown> {
  const parsed = parseGid(id);
  const { amount, currencyCode } = creditInput.creditAmount;
  const refuse = (message: string, code: string) => ({
    storeCreditAccountTransaction: null,
    userErrors: [problem(["id"], message, code)],
  });
  if (parsed?.type !== "Customer" || !world.findCustomer(parsed.id))
    return refuse("Owner does not exist", "OWNER_NOT_FOUND");
  if (currencyCode !== world.shop.currency)
    return refuse("Currency is not supported", "UNSUPPORTED_CURRENCY");
  const cents = Math.round(Number(amount) * 100);
  if (!(cents > 0)) return refuse("A positive amount must be used", "NEGATIVE_OR_ZERO_AMOUNT");
  const expiresAt = creditInput.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= at) return refuse("Expires at is in the past", "EXPIRES_AT_IN_PAST");
  const made: StoreCredit = {
    id: nextId(world.state, "storeCredit"),
    customerId: parsed.id,
    ...{ cents, currency: currencyCode, expiresAt, at },
  };
  world.state.storeCredits.push(made);
  world.touch();
  return { storeCreditAccountTransaction: creditNode(made), userErrors: [] };
}

function creditNode({ id, cents, currency, expiresAt, at }: StoreCredit): GraphNode {
  return {
    __typename: "StoreCreditAccountCreditTransaction",
    id: gid("StoreCreditAccountCreditTransaction", id),
    amount: money(cents, currency),
    remainingAmount: money(cents, currency),
    createdAt: at,
    expiresAt,
  };
}

function createDraft(world: World, input: DraftInput, at: string): Record<string, unknown> {
  const lines = (input.lineItems ?? []).map(({ variantId, quantity }) => {
    const id = parseGid(variantId)?.id;
    const product = world.listProducts().find((one) => one.variantId === id);
    return product && { title: product.title.en, quantity };
  });
  const known = lines.filter((line) => line !== undefined);
  if (known.length === 0 || known.length < lines.length) {
    const message = known.length === 0 ? "Add at least 1 product" : "Product with ID is no longer available";
    return { draftOrder: null, userErrors: [{ field: ["lineItems"], message }] };
  }
  const id = nextId(world.state, "draftOrder");
  const made: DraftOrder = {
    id,
    name: `#D${String(world.state.draftOrders.length + 1)}`,
    customerId: parseGid(input.customerId)?.id ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    lines: known,
    at,
  };
  world.state.draftOrders.push(made);
  world.touch();
  return { draftOrder: draftNode(made), userErrors: [] };
}

function draftNode({ id, name, note, tags, at }: DraftOrder): GraphNode {
  return {
    __typename: "DraftOrder",
    id: gid("DraftOrder", id),
    legacyResourceId: id,
    ...{ name, note2: note, tags, createdAt: at, updatedAt: at, status: "OPEN" },
  };
}
