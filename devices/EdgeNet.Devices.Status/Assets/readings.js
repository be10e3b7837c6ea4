import { element, get, send } from "./server.js";

const page = 20;
const longest = 200;

/** The newest readings, each with its crop and what it should have been. */
export class Readings {
  #list = document.getElementById("reading-list");
  #note = document.getElementById("readings-note");
  #older = document.getElementById("older");
  #samples = document.getElementById("samples");
  #items = new Map();
  #before = null;

  constructor() {
    this.#older.addEventListener("click", () => this.#showOlder());
  }

  /** Shows what came since. Returns whether it could: while a reading is being corrected, the list is not begun again. */
  async update() {
    const { readings, before } = await get(`/readings?most=${page}`);
    const hasGap = this.#items.size > 0 && !readings.some((entry) => this.#items.has(entry.reading.id));
    if (hasGap) {
      if (this.#list.querySelector("form")) return false;
      this.#items.clear();
      this.#list.replaceChildren();
    }
    const first = this.#items.size === 0;
    for (const entry of readings.reverse()) {
      const known = this.#items.get(entry.reading.id);
      if (known) known.update(entry);
      else this.#add(entry, (node) => this.#list.prepend(node));
    }
    if (first) this.#setBefore(before);
    // What falls out at the end is there by "Older readings" again.
    while (this.#items.size > longest) this.#dropLast();
    this.#note.hidden = this.#items.size > 0;
    return true;
  }

  writeSamples(count) {
    this.#samples.textContent = count === 0 ? "" : `${count.toLocaleString()} labelled ${count === 1 ? "sample" : "samples"}`;
  }

  async #showOlder() {
    this.#older.disabled = true;
    try {
      const { readings, before } = await get(`/readings?most=${page}&before=${this.#before}`);
      readings.forEach((entry) => this.#add(entry, (node) => this.#list.append(node)));
      if (readings.length > 0) this.#items.get(readings[0].reading.id)?.focus();
      this.#setBefore(this.#items.size < longest ? before : null);
    } finally {
      this.#older.disabled = false;
    }
  }

  #add(entry, place) {
    if (this.#items.has(entry.reading.id)) return;
    const item = new Reading(entry, (count) => this.writeSamples(count));
    this.#items.set(entry.reading.id, item);
    place(item.node);
  }

  #dropLast() {
    const last = this.#list.lastChild;
    for (const [id, item] of this.#items) {
      if (item.node === last) this.#items.delete(id);
    }
    last.remove();
    this.#setBefore(Number(this.#list.lastChild.dataset.place));
  }

  #setBefore(before) {
    this.#before = before;
    this.#older.hidden = before === null;
  }
}

class Reading {
  #entry;
  #onSample;
  #value = element("p", { class: "value" });
  #facts = element("p", { class: "note" });
  #buttons = element("div", { class: "actions" });
  #form = null;
  #correct;
  #right;

  constructor(entry, onSample) {
    this.#onSample = onSample;
    const { id, time } = entry.reading;
    const crop = entry.crop
      ? element("img", { src: `/readings/${encodeURIComponent(id)}/crop.png`, alt: "What was read", loading: "lazy" })
      : null;
    this.#right = element("button", { type: "button", text: "It is right", onclick: () => this.#keep(this.#entry.reading.text) });
    this.#correct = element("button", { type: "button", text: "Correct this reading", onclick: () => this.#open() });
    this.#buttons.append(this.#correct, this.#right);
    this.node = element(
      "li", { class: "reading", "data-id": id, "data-place": entry.place }, crop, this.#value, this.#facts, this.#buttons);
    const which = `${entry.reading.text ?? "rejected"}, ${new Date(time).toLocaleString()}`;
    this.#correct.setAttribute("aria-label", `Correct this reading: ${which}`);
    this.update(entry);
  }

  update(entry) {
    this.#entry = entry;
    const { text, confidence, region, time, pattern, alternatives } = entry.reading;
    const best = alternatives?.[0]?.text;
    this.#value.classList.toggle("rejected", text === null && entry.correction === null);
    if (entry.correction === null) this.#value.replaceChildren(text ?? (best ? `Rejected; perhaps ${best}` : "Rejected"));
    else if (entry.correction === text) this.#value.replaceChildren(text, " ✓");
    else this.#value.replaceChildren(element("s", { text: text ?? "rejected" }), " ", entry.correction);
    const where = region === null ? pattern : `${region}, ${pattern}`;
    const said = entry.correction === null ? "" : entry.correction === text ? ", confirmed" : ", corrected";
    this.#facts.textContent = `${(100 * confidence).toFixed(1)} %, ${new Date(time).toLocaleString()}, ${where}${said}`;
    this.#right.hidden = text === null || entry.correction !== null;
  }

  focus() {
    this.#correct.focus();
  }

  #open() {
    const { text, alternatives } = this.#entry.reading;
    const input = element("input", {
      value: this.#entry.correction ?? text ?? alternatives?.[0]?.text ?? "",
      inputmode: "decimal", autocomplete: "off", maxlength: 96, required: "",
    });
    const message = element("p", { role: "alert" });
    this.#form = element(
      "form", { novalidate: "" },
      element("label", {}, "What it should have been", input),
      element("button", { type: "submit", class: "main", text: "Save" }),
      element("button", { type: "button", text: "Cancel", onclick: () => this.#close() }),
      message);
    this.#form.addEventListener("submit", async (event) => {
      event.preventDefault();
      message.textContent = "";
      try {
        await this.#save(input.value);
        this.#close();
      } catch (error) {
        message.textContent = error.message;
        input.setAttribute("aria-invalid", "true");
        input.focus();
      }
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#close();
    });
    this.#buttons.hidden = true;
    this.node.append(this.#form);
    input.focus();
    input.select();
  }

  #close() {
    this.#form.remove();
    this.#form = null;
    this.#buttons.hidden = false;
    this.#correct.focus();
  }

  async #keep(text) {
    try {
      await this.#save(text);
      this.#correct.focus();
    } catch (error) {
      this.#facts.textContent = error.message;
    }
  }

  async #save(text) {
    const answer = await send("POST", `/readings/${encodeURIComponent(this.#entry.reading.id)}/correction`, { text });
    this.update({ ...this.#entry, correction: answer.correction });
    this.#onSample(answer.samples);
  }
}
