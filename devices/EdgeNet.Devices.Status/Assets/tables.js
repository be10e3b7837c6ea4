import { element, get } from "./server.js";

const severity = { Warning: 1, Error: 2, Critical: 2 };
const longestLog = 500;

/** Keeps a table's rows, so that reading it aloud or selecting in it is not disturbed each second. */
function write(body, rows) {
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((cells, i) => {
    const row = body.rows[i] ?? body.insertRow();
    cells.forEach((text, k) => {
      const cell = row.cells[k] ?? row.appendChild(k === 0 ? element("th", { scope: "row" }) : element("td"));
      if (cell.textContent !== text) cell.textContent = text;
    });
  });
}

const milliseconds = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

export function writeStages(stages) {
  write(
    document.getElementById("stage-rows"),
    stages.map((s) => [s.name, ...[s.last, s.median, s.p99, s.longest].map(milliseconds), s.count.toLocaleString()]));
}

export function writeCounters(counters) {
  write(
    document.getElementById("counter-rows"),
    counters.map((c) => [c.label ? `${c.help} (${c.label})` : c.help, c.value === null ? "–" : c.value.toLocaleString()]));
}

/** The log's newest lines. */
export class Log {
  #list = document.getElementById("log-lines");
  #level = document.getElementById("log-level");
  #newest = 0;

  constructor() {
    this.#level.addEventListener("change", () => {
      for (const line of this.#list.children) this.#show(line);
      this.#list.scrollTop = this.#list.scrollHeight;
    });
  }

  async update() {
    const { lines } = await get(`/log?after=${this.#newest}`);
    if (lines.length === 0) return;
    const atEnd = this.#list.scrollTop + this.#list.clientHeight >= this.#list.scrollHeight - 4;
    for (const line of lines) {
      this.#newest = line.number;
      const rank = severity[line.level] ?? 0;
      const time = new Date(line.time);
      const item = element(
        "li",
        { class: rank === 2 ? "error" : rank === 1 ? "warning" : null, "data-rank": rank },
        element("time", { datetime: line.time, text: time.toLocaleString() }),
        ` ${line.level.toLowerCase()}: ${line.text}`);
      this.#show(item);
      this.#list.append(item);
    }
    while (this.#list.children.length > longestLog) this.#list.firstChild.remove();
    if (atEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Begins again with the first line. */
  clear() {
    this.#newest = 0;
    this.#list.replaceChildren();
  }

  #show(item) {
    item.hidden = Number(item.dataset.rank) < Number(this.#level.value);
  }
}
