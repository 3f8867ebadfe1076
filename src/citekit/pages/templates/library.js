"use strict";
(() => {
  const { styles, papers, records } = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const list = $("list"), status = $("status"), more = $("more"), filters = $("filters");
  const BATCH = 60;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ł/g, "l").toLowerCase();
  const position = new Map(records.map((record, index) => [record.id, index]));
  let shown = [], drawn = 0, style = 0;

  for (const record of records) {
    const printed = record.print.map((pieces) => pieces.map((piece) => piece[0]).join("")).join(" ");
    record.text = fold([record.id, record.names, record.title, record.year ?? "", record.type, record.url ?? "",
      record.csl["container-title"] ?? "", record.csl.publisher ?? "", record.aliases.join(" "), printed].join(" "));
  }

  /* Elements are made with text, never with markup; the one exception is the formatted citation, which the
     processor has escaped. */
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  const options = (select, values) => {
    for (const [value, label] of values) select.append(make("option", { value, textContent: label }));
    if (select !== $("style") && values.length < 1) select.parentElement.hidden = true;
  };
  const tally = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
  };
  const counted = (values) => tally(values).map(([value, count]) => [value, `${value} (${count})`]);

  const verdict = (record) => !record.url ? "no link" : !record.link || record.link.status === "offline" ? "not checked" : record.link.verdict;

  options($("paper"), papers.length > 1 ? papers.map((title, index) => [String(index), title]) : []);
  options($("type"), counted(records.map((record) => record.type)));
  options($("link"), counted(records.map((record) => verdict(record))));
  options($("finding"), counted(records.flatMap((record) => [...new Set(record.findings.map((one) => one.code))])));
  options($("style"), styles.map((name, index) => [String(index), name]));
  filters.hidden = false;

  const matches = () => {
    const words = fold($("search").value).split(/\s+/).filter(Boolean);
    const paper = $("paper").value, type = $("type").value, link = $("link").value, finding = $("finding").value;
    const from = parseInt($("from").value, 10), to = parseInt($("to").value, 10);
    return records.filter((record) =>
      words.every((word) => record.text.includes(word)) &&
      (!paper || record.papers.includes(Number(paper))) &&
      (!type || record.type === type) &&
      (!link || verdict(record) === link) &&
      (!finding || record.findings.some((one) => one.code === finding)) &&
      (Number.isNaN(from) || (record.year !== null && record.year >= from)) &&
      (Number.isNaN(to) || (record.year !== null && record.year <= to)));
  };

  const citation = (record) => record.cites[style] || "";
  const plain = (html) => {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    return holder.textContent.trim();
  };

  const copy = async (record, kind, button) => {
    const html = citation(record);
    const text = kind === "BibTeX" ? record.bibtex : kind === "CSL-JSON" ? JSON.stringify(record.csl, null, 2) : plain(html);
    let done = true;
    try {
      if (kind === "citation" && window.ClipboardItem) {
        await navigator.clipboard.write([new ClipboardItem({
          "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) })]);
      } else {
        await navigator.clipboard.writeText(text);
      }
    } catch {
      const area = make("textarea", { value: text });
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    status.textContent = done ? `Copied the ${kind} of ${record.id}.` : "This browser does not allow copying.";
  };

  const linkState = (record) => {
    if (!record.url) return null;
    const link = record.link;
    const anchor = make("a", { href: record.url, textContent: record.url, rel: "noreferrer" });
    const parts = [make("p", {}, anchor)];
    if (link) {
      parts.push(make("p", { className: verdict(record), textContent: `${link.verdict}: ${link.status}. ${link.detail}` }));
      if (link.suggested) parts.push(make("p", {}, "It has moved to ", make("a", { href: link.suggested, textContent: link.suggested, rel: "noreferrer" })));
      if (link.archived) parts.push(make("p", {}, "Archived copy: ", make("a", { href: link.archived, textContent: link.archived, rel: "noreferrer" })));
    }
    return make("details", {}, make("summary", { textContent: "Link" }), ...parts);
  };

  const whereCited = (record) => {
    if (!record.cited.length) return null;
    const quotes = record.cited.map((one) => {
      const place = one.note ? `note ${one.note}` : one.marker ?? "";
      const locator = one.locator ? `, at ${one.locator}` : "";
      const source = papers.length > 1 ? `${papers[one.paper]}: ` : "";
      return make("blockquote", {}, make("span", { className: "quiet", textContent: `${source}${place}${locator}` }),
        one.sentence ? make("br") : null, one.sentence || null);
    });
    return make("details", {}, make("summary", { textContent: `Cited ${record.cited.length === 1 ? "once" : `${record.cited.length} times`}` }), ...quotes);
  };

  const asPrinted = (record) => {
    if (!record.print.length) return null;
    const quotes = record.print.map((pieces) => make("blockquote", {}, ...pieces.map(([text, field]) => {
      if (!field) return text;
      const mark = make("mark", { textContent: text, title: field });
      mark.dataset.field = field;
      return mark;
    })));
    return make("details", {}, make("summary", { textContent: "As printed" }), ...quotes);
  };

  const drawFindings = (record) => {
    if (!record.findings.length) return null;
    return make("details", { open: true }, make("summary", { textContent: `Findings: ${record.findings.length}` }),
      make("ul", { className: "findings" }, ...record.findings.map((one) =>
        make("li", { className: one.severity }, make("code", { textContent: one.code }), ` ${one.message}`))));
  };

  const draw = (record) => {
    const entry = make("li", { className: "reference", id: `ref-${record.id}`, tabIndex: -1 });
    const printed = make("div", { className: "printed" });
    printed.innerHTML = citation(record) || "";
    if (!printed.textContent.trim()) printed.textContent = `${record.names} ${record.title}`.trim() + " (this style prints no entry for it)";
    const about = make("div", { className: "about" }, make("code", { textContent: record.id }),
      make("span", { className: "badge", textContent: record.type }),
      record.url ? make("span", { className: `badge ${verdict(record)}`, textContent: `link ${verdict(record)}` }) : null);
    for (const kind of ["citation", "BibTeX", "CSL-JSON"]) {
      const button = make("button", { type: "button", textContent: `Copy ${kind}` });
      button.setAttribute("aria-label", `Copy ${kind} of ${record.id}`);
      button.addEventListener("click", () => copy(record, kind, button));
      about.append(button);
    }
    entry.append(printed, about, ...[drawFindings(record), whereCited(record), asPrinted(record), linkState(record)].filter(Boolean));
    return entry;
  };

  const drawMore = (until = drawn + BATCH) => {
    list.append(...shown.slice(drawn, until).map(draw));
    drawn = Math.min(until, shown.length);
    more.hidden = drawn >= shown.length;
  };

  const update = () => {
    shown = matches();
    drawn = 0;
    list.replaceChildren();
    drawMore();
    status.textContent = shown.length === records.length ? `${records.length} references`
      : `${shown.length} of ${records.length} references`;
  };

  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(update, 60); };
  filters.addEventListener("input", (event) => {
    if (event.target === $("style")) style = Number($("style").value);
    soon();
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => { style = 0; setTimeout(update); });
  more.addEventListener("click", () => {
    const first = drawn;
    drawMore();
    list.children[first]?.focus();
  });
  if ("IntersectionObserver" in window) {
    new IntersectionObserver((seen) => { if (seen[0].isIntersecting && !more.hidden) drawMore(); }, { rootMargin: "800px" }).observe(more);
  }
  window.addEventListener("beforeprint", () => drawMore(shown.length));

  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id.startsWith("ref-")) return;
    const key = id.slice(4);
    if (!position.has(key)) return;
    if (!shown.some((record) => record.id === key)) { filters.reset(); style = 0; update(); }
    drawMore(Math.max(drawn, shown.findIndex((record) => record.id === key) + 1));
    $(id)?.scrollIntoView({ block: "center" });
    $(id)?.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", show);

  const move = (step) => {
    const entries = [...list.children];
    const at = entries.indexOf(document.activeElement?.closest(".reference"));
    const next = entries[Math.max(0, at + step)];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(?:INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing) { event.preventDefault(); $("search").focus(); }
    else if (event.key === "Escape" && document.activeElement === $("search")) { $("search").value = ""; update(); }
    else if (event.key === "j" && !typing) move(1);
    else if (event.key === "k" && !typing) move(-1);
  });

  update();
  show();
})();
