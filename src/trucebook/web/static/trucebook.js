/* Keys, marking of words, and the tie between a claim and its words. Every page works without it. */
"use strict";
(() => {
  const one = (q, of = document) => of.querySelector(q);
  const all = (q, of = document) => [...of.querySelectorAll(q)];
  const typing = (el) => el && (el.matches("input, select, textarea") || el.isContentEditable);

  /* keys */
  const press = (key) => { const b = one(`button[data-key="${CSS.escape(key)}"]`); if (b) { b.click(); return true; } return false; };
  const visit = (url) => { if (window.htmx) htmx.ajax("GET", url, { target: "body", swap: "innerHTML", push: "true" }); else location.href = url; };
  const go = (way) => { const desk = one("[data-desk]"); const key = desk && desk.dataset[way]; if (key) visit((desk.dataset.base || "/review?item=") + encodeURIComponent(key)); return Boolean(key); };
  let last = -1;
  document.addEventListener("focusin", (e) => { const at = all("[data-field]").indexOf(e.target); if (at >= 0) last = at; });
  const edit = () => {
    const fields = all("[data-field]"); if (!fields.length) return false;
    last = (last + 1) % fields.length; fields[last].focus(); if (fields[last].select) fields[last].select(); return true;
  };
  const help = () => { const d = one("#keys"); if (d.open) d.close(); else { all("details.codes").forEach((c) => { c.open = true; }); d.showModal(); } return true; };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    const el = document.activeElement;
    if (e.key === "Enter" && el && el.matches("select[data-field], textarea[data-field]") && !e.shiftKey && el.form) { e.preventDefault(); el.form.requestSubmit(); return; }
    if (e.key === "Escape") { if (el && el.id === "find") one("#finder").replaceChildren(); if (typing(el)) el.blur(); return; }
    if (typing(el) || one("dialog[open]")) return;
    const review = Boolean(one("[data-desk]"));
    let done = false;
    if (e.key === "?") done = help();
    else if (e.key === "/") { one("#find").focus(); done = true; }
    else if (review && e.key === "j") done = go("next");
    else if (review && e.key === "k") done = go("previous");
    else if (review && e.key === "e") done = edit();
    else if (review && /^[axu1-6A-F]$/.test(e.key)) done = press(e.key);
    if (done) e.preventDefault();
  });
  document.addEventListener("input", (e) => { const f = e.target.closest(".field"); if (f) f.classList.add("changed"); });
  document.addEventListener("change", (e) => {
    const form = e.target.closest("[data-asof]"); if (form && e.target.type === "date" && e.target.value) form.requestSubmit();
  });

  /* a claim and its words */
  const light = (names, on) => {
    all("[data-claims]").forEach((m) => m.classList.toggle("near", on && m.dataset.claims.split(" ").some((c) => names.includes(c))));
    all("[data-claim]").forEach((c) => c.classList.toggle("near", on && names.includes(c.dataset.claim)));
  };
  document.addEventListener("mouseover", (e) => {
    const m = e.target.closest("[data-claims], [data-claim]");
    light(m ? (m.dataset.claim ? [m.dataset.claim] : [m.dataset.claims.split(" ")[0]]) : [], Boolean(m));
  });
  document.addEventListener("click", (e) => {
    const m = e.target.closest("mark[data-claims]"); if (!m || String(getSelection()).trim()) return;
    const name = m.dataset.claims.split(" ")[0]; const card = document.getElementById("c-" + name);
    if (card) location.hash = "c-" + name; else location.href = "/review?item=" + encodeURIComponent(name);
  });
  const follow = () => {
    const name = location.hash.startsWith("#c-") ? location.hash.slice(3) : ""; const words = name && all("mark[data-claims]").filter((m) => m.dataset.claims.split(" ").includes(name));
    all("mark.on").forEach((m) => { if (!one("[data-desk]")) m.classList.remove("on"); });
    if (words && words.length) { words.forEach((m) => m.classList.add("on")); words[0].scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", follow); follow();

  /* marking words: offsets count characters of the text, so code points and not units of UTF-16 */
  const place = (node, offset) => {
    let el = node.nodeType === 3 ? node.parentElement : node.childNodes[offset] || node.lastChild; if (el && el.nodeType === 3) el = el.parentElement;
    const piece = el && el.closest("[data-start]"); if (!piece) return null;
    return Number(piece.dataset.start) + (node.nodeType === 3 ? [...node.data.slice(0, offset)].length : 0);
  };
  const mark = () => {
    const s = getSelection(); if (!s || s.isCollapsed || !s.rangeCount || !String(s).trim()) return;
    const r = s.getRangeAt(0), text = (r.commonAncestorContainer.nodeType === 3 ? r.commonAncestorContainer.parentElement : r.commonAncestorContainer).closest("[data-marking]");
    if (!text) return;
    const start = place(r.startContainer, r.startOffset), end = place(r.endContainer, r.endOffset);
    if (start === null || end === null || end <= start) return;
    const current = new URLSearchParams(location.search).get("item");
    const q = new URLSearchParams({ mark: text.dataset.report, start, end }); if (current) q.set("item", current);
    location.href = "/review?" + q;
  };
  document.addEventListener("mouseup", () => setTimeout(mark, 0));
  document.addEventListener("keyup", (e) => { if (e.key === "Enter" && !typing(document.activeElement)) mark(); });
  /* brushing: days chosen on the timeline filter the table */
  document.documentElement.classList.add("js");
  const brushable = (brush) => {
    const ns = "http://www.w3.org/2000/svg", left = Number(brush.dataset.left), width = Number(brush.dataset.width);
    const first = Date.parse(brush.dataset.first), days = (Date.parse(brush.dataset.last) - first) / 864e5 + 1;
    const at = (e) => { const box = brush.getBoundingClientRect(); return Math.min(Math.max((e.clientX - box.left) * width / box.width, left), width); };
    const day = (x) => new Date(first + Math.min(Math.floor((x - left) / (width - left) * days), days - 1) * 864e5).toISOString().slice(0, 10);
    let from = null, shade = null;
    brush.addEventListener("pointerdown", (e) => { if (e.button === 0 && !e.target.closest("a") && (e.clientX - brush.getBoundingClientRect().left) * width / brush.getBoundingClientRect().width > left) { from = at(e); e.preventDefault(); } });
    addEventListener("pointermove", (e) => {
      if (from === null) return;
      if (!shade) { shade = document.createElementNS(ns, "rect"); shade.setAttribute("class", "brush"); shade.setAttribute("y", "0"); shade.setAttribute("height", "100%"); brush.append(shade); }
      const to = at(e); shade.setAttribute("x", Math.min(from, to)); shade.setAttribute("width", Math.abs(to - from));
    });
    addEventListener("pointerup", (e) => {
      if (from === null) return; const to = at(e), a = Math.min(from, to), b = Math.max(from, to); from = null;
      if (b - a > 6) { const q = new URLSearchParams(location.search); q.set("from", day(a)); q.set("to", day(b - .01)); q.delete("page"); location.search = q; } else if (shade) { shade.remove(); shade = null; }
    });
  };
  /* what has to be done whenever the body is a new one: at the start, and after a part of it was taken over without a reload */
  const ready = () => {
    const brush = one("[data-brush] svg"); if (brush && !brush.dataset.ready) { brush.dataset.ready = "yes"; brushable(brush); }
    const shown = one(".pane mark.on"); if (shown) shown.scrollIntoView({ block: "center" });
    const fresh = one("#newclaim"); if (fresh) { const f = one("[data-field]", fresh); if (f) f.focus(); }
  };
  document.addEventListener("htmx:before:swap", () => { if (one("[data-desk]") && typing(document.activeElement) && document.activeElement.id !== "find") { document.activeElement.blur(); } last = -1; });
  document.addEventListener("htmx:after:swap", ready);
  document.addEventListener("click", (e) => { if (!e.target.closest("#finder, .find")) { const f = one("#finder"); if (f) f.replaceChildren(); } });
  ready();
})();
