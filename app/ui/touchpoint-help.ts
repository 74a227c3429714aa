import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import type { WordKey } from "./words/speaker";

/** When a touchpoint is written, and to whom: stands below its switch. */
export const touchpointHelp: Record<TouchpointKind, WordKey> = {
  thank_you_note: "settings.thankYou.help",
  delay_notice: "settings.delayNotice.help",
  delay_update: "settings.delayUpdate.help",
  arrival_notice: "settings.arrival.help",
  feedback_invitation: "settings.invitation.help",
  nps_survey: "settings.nps.help",
  recovery_offer: "settings.recovery.help",
  product_follow_up: "settings.followUp.help",
  win_back: "settings.winBack.help",
  vip_reward: "settings.vip.help",
  surprise: "settings.surprise.help",
  replenishment: "settings.replenishment.help",
  welcome: "settings.welcome.help",
  new_arrivals: "settings.arrivals.help",
};
