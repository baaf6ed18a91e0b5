"use strict";
// The page is whole without this: here is what makes it quicker to work with.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all(".finding");
  const filters = byId("filters");

  // Light and dark: as the system has it, until the reader says otherwise.
  const theme = byId("theme");
  const darkByDefault = window.matchMedia("(prefers-color-scheme: dark)");
  const kept = {
    // A page opened from a folder may have no storage.
    read() { try { return localStorage.getItem("figures-theme"); } catch { return null; } },
    write(value) { try { localStorage.setItem("figures-theme", value); } catch { /* for this time only */ } },
  };
  const isDark = () => (root.dataset.theme ?? (darkByDefault.matches ? "dark" : "light")) === "dark";
  const label = () => { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; };
  if (["dark", "light"].includes(kept.read())) root.dataset.theme = kept.read();
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    kept.write(root.dataset.theme);
    label();
  });
  darkByDefault.addEventListener("change", label);
  theme.hidden = false;
  label();

  // Filters. Letters are compared without case and accents.
  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/gu, " ").trim();
  const texts = new Map();
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, folded(finding.textContent));
    return texts.get(finding);
  };
  const chosen = () => {
    const data = new FormData(filters);
    return {
      words: folded(data.get("q")),
      levels: new Set(data.getAll("level")),
      kind: data.get("kind"),
      document: data.get("document"),
      state: data.get("state") ?? "",
    };
  };
  const matches = (finding, wanted) =>
    wanted.levels.has(finding.dataset.level)
    && (!wanted.kind || finding.dataset.kind === wanted.kind)
    && (!wanted.state || finding.dataset.state === wanted.state)
    && (!wanted.document || finding.dataset.documents.split(" ").includes(wanted.document))
    && wanted.words.split(" ").every((word) => textOf(finding).includes(word));
  const apply = () => {
    const wanted = chosen();
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding, wanted);
      shown += finding.hidden ? 0 : 1;
    }
    for (const kind of all(".kind")) kind.hidden = !kind.querySelector(".finding:not([hidden])");
    const output = byId("shown");
    output.textContent = output.dataset.words.replace("{shown}", shown.toLocaleString(root.lang));
  };
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("input", apply);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  // A link into something that is folded away opens it.
  const reveal = () => {
    let target = null;
    try { target = byId(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!target) return;
    const finding = target.closest(".finding");
    if (finding?.hidden) { filters.reset(); finding.hidden = false; finding.closest(".kind").hidden = false; }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  // Keys: j and k from finding to finding, Enter opens (the browser does), Escape closes, / goes to the search.
  const summaries = () => findings.filter((finding) => !finding.hidden).map((finding) => finding.querySelector("summary"));
  const step = (by) => {
    const list = summaries();
    const here = list.indexOf(document.activeElement?.closest(".finding")?.querySelector("summary"));
    const next = list[here < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(here + by, 0), list.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    const finding = document.activeElement?.closest(".finding");
    if (!finding) return;
    finding.querySelector("details").open = false;
    finding.querySelector("summary").focus();
  };
  const keys = { j: () => step(1), k: () => step(-1), Escape: close, "/": () => byId("q")?.focus() };
  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input[type=search], select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    if (writing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    event.preventDefault();
    keys[event.key]();
  });

  // On paper everything is unfolded.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
})();
