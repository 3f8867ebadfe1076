// Drives citeproc-js for the benchmarks: one job as JSON on standard input, its result as JSON on standard output.
//
// {"style": xml, "locales": folder, "language": tag or null, "items": [...], "citations": [...], "format": "text"}
// -> {"citations": [text, ...], "ids": [id, ...], "entries": [text, ...], "seconds": CPU seconds, "peak": kilobytes}

"use strict";

const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const job = JSON.parse(fs.readFileSync(0, "utf8"));
const before = process.cpuUsage();
const items = new Map(job.items.map((item) => [String(item.id), item]));
const system = {
  retrieveLocale: (language) => {
    const file = path.join(job.locales, `locales-${language}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  },
  retrieveItem: (id) => items.get(String(id)),
};
const engine = new CSL.Engine(system, job.style, job.language || undefined, Boolean(job.language));
engine.opt.development_extensions.wrap_url_and_doi = false;
engine.setOutputFormat(job.format || "text");
const ids = job.items.map((item) => String(item.id));
const result = { citations: [], ids: [], entries: [] };
if (job.citations && job.citations.length) {
  const rebuilt = engine.rebuildProcessorState(job.citations, job.format || "text", ids);
  result.citations = rebuilt.map((triple) => triple[2]);
} else {
  engine.updateItems(ids);
}
if (job.bibliography !== false) {
  const [parameters, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
  result.ids = parameters.entry_ids.map((group) => String(group[0]));
  result.entries = entries.map((entry) => entry.trim());
}
const used = process.cpuUsage(before);
result.seconds = (used.user + used.system) / 1e6;
result.peak = process.resourceUsage().maxRSS;

// An entry without any text is left out of the entries but not of the ids: find out which.
function printsNothing(field, value) {
  const [parameters, entries] = engine.makeBibliography({ include: [{ field, value }] });
  return parameters.entry_ids.length > entries.length;
}
if (result.ids.length > result.entries.length) {
  const types = new Set([...items.values()].map((item) => item.type));
  const silent = new Set([...types].filter((type) => printsNothing("type", type)));
  result.ids = result.ids.filter((id) => !silent.has(items.get(id).type) || !printsNothing("id", id));
}
process.stdout.write(JSON.stringify(result));
