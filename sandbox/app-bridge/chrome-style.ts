// Measures of the chrome. The page makes room for it by padding; on a phone the navigation is a second row.

export const pageStyle = `
  html { --sandbox-bar: 48px; }
  html::before { content: ""; position: fixed; inset: 0 0 auto 0; height: var(--sandbox-bar); background: #1a1a1a; z-index: 518; }
  body { padding-top: var(--sandbox-bar) !important; }
  ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar { display: none !important; }
  ui-modal:not([data-open]), s-app-window { display: none; }
  ui-modal[data-open] { display: block; position: fixed; inset: 15vh 0 auto; margin: 0 auto; max-width: 38rem; max-height: 70vh; overflow: auto;
    background: #fff; border-radius: 12px; padding: 1rem; box-shadow: 0 0 0 100vmax rgb(0 0 0 / 0.5); z-index: 519; }
  @media (min-width: 769px) { body { padding-left: 220px !important; } }
  @media (max-width: 768px) { body { padding-top: calc(var(--sandbox-bar) + 44px) !important; } }
`;

export const chromeStyle = `
  :host { all: initial; font: 14px/1.4 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; color: #303030; }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  a { color: inherit; text-decoration: none; white-space: nowrap; }
  :focus-visible { outline: 2px solid #2d8cff; outline-offset: -2px; border-radius: 8px; }
  .bar { position: fixed; inset: 0 0 auto 0; height: 48px; background: #1a1a1a; color: #e3e3e3; display: flex; align-items: center; gap: 1.2rem; padding: 0 1rem; z-index: 519; }
  .bar.loading::after { content: ""; position: absolute; left: 0; bottom: 0; height: 3px; width: 40%; background: #36c98f; animation: run 1s infinite alternate ease-in-out; }
  @keyframes run { to { left: 60%; } }
  @media (prefers-reduced-motion: reduce) { .bar.loading::after { animation: none; width: 100%; } }
  .shop { font-weight: 650; white-space: nowrap; }
  .links { display: flex; gap: 0.2rem; overflow-x: auto; margin-left: auto; scrollbar-width: none; }
  .links a { padding: 0.45rem 0.6rem; border-radius: 8px; }
  .links a:hover { background: #303030; }
  .links .time { font-variant-numeric: tabular-nums; color: #fff; }
  .nav { position: fixed; top: 48px; left: 0; bottom: 0; width: 220px; background: #ebebeb; padding: 0.8rem 0.6rem; display: flex; flex-direction: column; gap: 2px; z-index: 518; overflow-y: auto; }
  .nav a { padding: 0.4rem 0.7rem 0.4rem 2.1rem; border-radius: 8px; }
  .nav a.app-name { padding-left: 0.7rem; font-weight: 650; }
  .nav a.app-name::before { content: "◍ "; color: #1f5c4a; }
  .nav a:hover { background: #f1f1f1; }
  .nav a[aria-current] { background: #fff; font-weight: 600; }
  .save { position: fixed; top: 0; left: 0; right: 0; height: 48px; background: #1a1a1a; color: #fff; display: flex; align-items: center; justify-content: center; gap: 0.6rem; padding: 0 1rem; z-index: 520; }
  .save span { margin-right: auto; font-weight: 600; }
  button { font: inherit; font-weight: 600; border-radius: 8px; border: 1px solid #616161; background: #303030; color: #fff; padding: 0.35rem 0.8rem; min-height: 32px; cursor: pointer; }
  button.primary { background: #fff; color: #1a1a1a; border-color: #fff; }
  button:disabled { opacity: 0.6; cursor: default; }
  .picker { border: 0; border-radius: 12px; padding: 1rem; width: min(34rem, 92vw); color: #303030; box-shadow: 0 0 0 100vmax rgb(0 0 0 / 0.5); }
  .picker [type="search"] { width: 100%; font: inherit; padding: 0.5rem 0.7rem; border: 1px solid #8a8a8a; border-radius: 8px; }
  .picker-list { max-height: 50vh; overflow-y: auto; margin: 0.6rem 0; }
  .picker-list label { display: flex; gap: 0.7rem; align-items: center; padding: 0.6rem 0.2rem; border-bottom: 1px solid #ebebeb; cursor: pointer; }
  .picker-actions { display: flex; gap: 0.6rem; justify-content: flex-end; }
  .picker-actions button { background: #fff; color: #303030; border-color: #8a8a8a; }
  .picker-actions button.primary { background: #303030; color: #fff; border-color: #303030; }
  .toasts { position: fixed; left: 0; right: 0; bottom: 1.2rem; display: grid; justify-items: center; gap: 0.4rem; z-index: 521; pointer-events: none; }
  .toast { pointer-events: auto; background: #1a1a1a; color: #fff; border-radius: 10px; padding: 0.6rem 1rem; box-shadow: 0 6px 20px rgb(0 0 0 / 0.3); display: flex; gap: 0.8rem; align-items: center; max-width: 90vw; }
  .toast.error { background: #8e1f0b; }
  @media (max-width: 768px) {
    .nav { top: 48px; bottom: auto; right: 0; width: auto; height: 44px; flex-direction: row; padding: 4px 0.5rem; overflow-x: auto; overflow-y: hidden; }
    .nav a, .nav a.app-name { padding: 0.45rem 0.7rem; }
    .bar { gap: 0.6rem; padding: 0 0.6rem; }
    .shop { display: none; }
    .links { margin-left: 0; }
  }
`;
