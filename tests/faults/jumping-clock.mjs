// Loaded into the app's own process before everything else: at SIGUSR2 the machine's clock leaps an hour ahead, at the
// next one it is right again. Timers go on as they do on a machine whose clock is set.

const hourMs = 3_600_000;
let aheadMs = 0;
process.on("SIGUSR2", () => {
  aheadMs = aheadMs === 0 ? hourMs : 0;
});

const RealDate = Date;
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + aheadMs);
    else super(...given);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};
