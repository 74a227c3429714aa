/** Below thirty a rate says more about chance than about the shop. */
export const enoughToTell = 30;
