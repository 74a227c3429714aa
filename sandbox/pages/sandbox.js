// Keeps the shown time true while the calendar flows, and says that time passes while a long step runs.

const zone = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Rome",
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

for (const form of document.querySelectorAll("form.clock")) {
  form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
}

async function showNow() {
  const answer = await fetch("/calendar").catch(() => null);
  if (!answer?.ok) return;
  const { now } = await answer.json();
  for (const time of document.querySelectorAll("time[data-now]")) {
    time.dateTime = now;
    time.textContent = zone.format(new Date(now));
  }
}

setInterval(() => {
  if (document.visibilityState === "visible") void showNow();
}, 15_000);
