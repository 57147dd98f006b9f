// Small comforts; every page reads and every form submits without this file.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const first = (selector) => all(selector).find((one) => one.offsetParent !== null);

// htmx sends Django's token with every request that writes.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// Keyboard: / search · n new · m main button · j k rows · Enter open · g and a letter go · Ctrl Enter send · ? help
const typing = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
const rowLinks = () => all("tr a[data-row], li a[data-row]").filter((one) => one.offsetParent !== null);
const step = (by) => {
  const links = rowLinks();
  if (!links.length) return;
  const row = document.activeElement?.closest("tr, li");
  const here = row ? links.findIndex((link) => link.closest("tr, li") === row) : -1;
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + by, 0), links.length - 1);
  links[next].focus();
  links[next].closest("tr, li").scrollIntoView({ block: "nearest" });
};
// After g the next letter goes to a page: the links stand in the help, so that each role has its own.
let goes = 0;
const go = (key) => {
  const link = goes > Date.now() && document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  goes = 0;
  if (link) location.href = link.href;
  return Boolean(link);
};
const open = (id) => document.getElementById(id)?.showModal();
const keys = {
  "/": () => (first("main [data-find]") ?? first("[data-find]"))?.focus(),
  n: () => first("[data-new]")?.click(),
  m: () => first("main .button.main")?.focus(),
  g: () => { goes = Date.now() + 1500; },
  j: () => step(1),
  k: () => step(-1),
  "?": () => open("keys"),
};
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("main form");
  if (event.key === "Enter" && event.ctrlKey && form) return form.requestSubmit(form.querySelector("button.main"));
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (go(event.key)) return event.preventDefault();
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) open(opener.dataset.open);
  if (event.target.closest("[data-print]")) window.print();
  // A menu closes when the reader goes elsewhere.
  for (const menu of all("details.who[open], details.more[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.who[open], details.more[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A refused form starts at its list of faults.
document.getElementById("wrong")?.focus();

// A number is echoed while it is typed: 1500 and 1.500 both say "= 1.500". What is doubtful is left to the server.
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;
const understood = (text, whole) => {
  const bare = text.replace(/^Rp\.?/, "").replace(/\s/g, "");
  if (/^\d+$/.test(bare)) return Number(bare);
  if (GROUPED.test(bare)) return whole && !bare.includes(",") ? Number(bare.replaceAll(".", "")) : NaN;
  return whole || !/^\d+[.,]\d+$/.test(bare) ? NaN : Number(bare.replace(",", "."));
};
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-echo]");
  const echo = field?.closest(".field")?.querySelector(".read-back");
  if (!echo) return;
  const value = understood(field.value, field.inputMode === "numeric");
  const exact = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  const said = exact ? new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 6 }).format(value) : "";
  const unit = field.dataset.echo;
  echo.textContent = said && (unit === "Rp" ? `= Rp ${said}` : `= ${said} ${unit}`);
});

// Drafts: what was typed survives a lost connection, an error and a logout, on this device and in this tab only.
// A form that was sent is forgotten on the next page, unless that page asks for a password: then it never arrived.
const store = sessionStorage;
const drafts = () => Object.keys(store).filter((key) => key.startsWith("draft:"));
const recall = (key) => {
  try { return JSON.parse(store.getItem(key)); } catch { store.removeItem(key); return null; }
};
const asked = document.querySelector('input[type="password"]') !== null;
for (const key of drafts()) {
  const draft = recall(key);
  if (!draft?.sent) continue;
  if (asked) store.setItem(key, JSON.stringify({ ...draft, sent: false }));
  else store.removeItem(key);
}
const fill = (form, fields) => {
  const values = new Map(fields);
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit", "button"].includes(field.type)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = fields.some(([name, value]) => name === field.name && value === field.value);
    } else if (values.has(field.name)) field.value = values.get(field.name);
  }
};
for (const form of all("form[data-draft]")) {
  if (!form.dataset.draft || form.querySelector('input[type="password"]')) continue;
  const key = `draft:${form.dataset.draft}`;
  const keep = (sent) => {
    const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    store.setItem(key, JSON.stringify({ sent, fields }));
  };
  const draft = recall(key);
  if (draft && !document.getElementById("wrong")) fill(form, draft.fields);
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
}
