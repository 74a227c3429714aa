import { fullName } from "../world/bodies/address-body";
import { countryName } from "../world/places";
import type { Address } from "../world/records";
import type { GraphNode } from "./connection";
import { gid } from "./gid";

export function addressNode(address: Address, id: string): GraphNode {
  const country = countryName(address.countryCode);
  return {
    __typename: "MailingAddress",
    id: gid("MailingAddress", id),
    firstName: address.firstName,
    lastName: address.lastName,
    name: fullName(address),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    province: address.provinceCode,
    provinceCode: address.provinceCode,
    country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    phone: address.phone,
    formatted: [fullName(address), address.address1, `${address.zip} ${address.city}`, country],
    formattedArea: `${address.city}, ${country}`,
    coordinatesValidated: false,
    latitude: null,
    longitude: null,
    timeZone: null,
  };
}
