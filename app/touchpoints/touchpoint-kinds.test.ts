import { expect, it } from "vitest";
import { careKinds } from "~/messages/message-words";
import { catalogue, touchpointKinds } from "./touchpoint-kinds";

it("every mail that needs her agreement says that she gave it, and no other does", () => {
  expect(touchpointKinds.filter((kind) => careKinds.has(kind))).toEqual(
    touchpointKinds.filter((kind) => catalogue[kind].class === "care"),
  );
});
